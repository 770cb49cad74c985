"""What holds for one kind of database alone is tested where the suite runs on that kind."""

import os

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
collect_ignore = ["test_sqlite.py"] if ON_POSTGRES else ["test_postgres.py"]
