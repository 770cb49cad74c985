"""The desk speaks of question sets, statements and sittings, as pages do; nothing changes in the database."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0008_order_fits_every_database"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="attempt",
            options={"verbose_name": "sitting", "verbose_name_plural": "sittings"},
        ),
        migrations.AlterModelOptions(
            name="question",
            options={"ordering": ("order", "pk"), "verbose_name": "statement", "verbose_name_plural": "statements"},
        ),
        migrations.AlterModelOptions(
            name="questionnaire",
            options={"ordering": ("-number",), "verbose_name": "question set", "verbose_name_plural": "question sets"},
        ),
        migrations.AlterField(
            model_name="analysisrun",
            name="questionnaire",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="analyses",
                to="assessment.questionnaire",
                verbose_name="question set",
            ),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="questionnaire",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="assessment.questionnaire", verbose_name="question set"
            ),
        ),
        migrations.AlterField(
            model_name="result",
            name="attempt",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                serialize=False,
                to="assessment.attempt",
                verbose_name="sitting",
            ),
        ),
        migrations.AlterField(
            model_name="advicepiece",
            name="questionnaire",
            field=models.ForeignKey(
                limit_choices_to={"status": "draft"},
                on_delete=django.db.models.deletion.CASCADE,
                related_name="advice",
                to="assessment.questionnaire",
                verbose_name="question set",
            ),
        ),
        migrations.AlterField(
            model_name="questionnaire",
            name="number",
            field=models.PositiveIntegerField(editable=False, unique=True, verbose_name="question set"),
        ),
        migrations.AlterField(
            model_name="section",
            name="questionnaire",
            field=models.ForeignKey(
                limit_choices_to={"status": "draft"},
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sections",
                to="assessment.questionnaire",
                verbose_name="question set",
            ),
        ),
    ]
