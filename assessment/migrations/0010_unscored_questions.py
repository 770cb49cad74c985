"""The desk speaks of unscored questions, as the documents do; nothing changes in the database."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0009_names_of_the_desk"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="contextquestion",
            options={
                "ordering": ("order", "pk"),
                "verbose_name": "unscored question",
                "verbose_name_plural": "unscored questions",
            },
        ),
    ]
