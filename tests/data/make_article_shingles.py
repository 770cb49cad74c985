"""Write article-shingles.txt, which shows the tests what not to repeat without keeping the articles here.

    .venv/bin/python tests/data/make_article_shingles.py FOLDER

FOLDER holds the five articles as .txt files. Each line is the fingerprint (16 hex digits of SHA-256) of eight words in
a row, sorted. Run it again when an article is added.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from shingles import shingles

TARGET = Path(__file__).with_name("article-shingles.txt")


def main(folder: Path) -> None:
    articles = sorted(folder.glob("*.txt"))
    if not articles:
        sys.exit(f"No .txt files in {folder}")
    found = set().union(*(shingles(article.read_text(encoding="utf-8")) for article in articles))
    TARGET.write_text("".join(f"{one}\n" for one in sorted(found)), encoding="ascii")
    print(f"{len(found)} runs of eight words from {len(articles)} articles")


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder]:
            main(Path(folder))
        case _:
            sys.exit(__doc__)
