"""No two accounts with one address: two sign-ups at once would make them.

Where there are two already this fails and changes nothing: delete one of them in the admin first.
"""

from django.db import migrations


class Migration(migrations.Migration):
    """Accounts without an address, as `createsuperuser` may make, are none of its business."""

    dependencies = (("accounts", "0001_shared_cache"), ("auth", "0012_alter_user_first_name_max_length"))
    operations = (
        migrations.RunSQL(
            "CREATE UNIQUE INDEX one_account_per_address ON auth_user (email) WHERE email <> ''",
            "DROP INDEX one_account_per_address",
        ),
    )
