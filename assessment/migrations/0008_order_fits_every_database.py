"""An order is refused where PostgreSQL could not hold it; nothing changes in the database."""

from django.core.validators import MaxValueValidator
from django.db import migrations, models

PARTS = ("section", "question", "contextquestion", "advicepiece")


class Migration(migrations.Migration):
    dependencies = [("assessment", "0007_document_last")]
    operations = [
        migrations.AlterField(
            part,
            "order",
            models.PositiveSmallIntegerField(validators=[MaxValueValidator(32767)], verbose_name="order"),
        )
        for part in PARTS
    ]
