"""Which browser is taken, and what is tried when there is none."""

import pytest
from browser.find_browser import DEBIAN_PACKAGE, BrowserMissingError, obtain, on_path, starts, ways_to_install


def make_program(place, name, *, exit_code=0):
    """Put a program on a search path that only ends with an exit code."""
    program = place / name
    program.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    program.chmod(0o755)
    return str(program)


def test_the_light_shell_is_taken_before_chromium_and_chromium_before_chrome(tmp_path):
    names = ("google-chrome", "chromium", "chromium-headless-shell")
    chrome, chromium, shell = (make_program(tmp_path, name) for name in names)
    assert list(on_path(str(tmp_path))) == [shell, chromium, chrome]


def test_an_empty_search_path_holds_no_browser(tmp_path):
    assert list(on_path(str(tmp_path))) == []


def test_a_browser_that_runs_is_one(tmp_path):
    assert starts(make_program(tmp_path, "chromium"))


def test_a_stub_that_only_names_a_browser_is_none(tmp_path):
    assert not starts(make_program(tmp_path, "chromium", exit_code=1))


def test_a_file_that_cannot_be_run_is_none(tmp_path):
    assert not starts(str(tmp_path / "chromium"))


def test_root_on_debian_tries_the_package_and_then_playwrights_own():
    package, own = ways_to_install(root=True, debian=True)
    assert package == DEBIAN_PACKAGE
    assert own[0][1:] == ("-m", "playwright", "install", "--with-deps", "chromium")


@pytest.mark.parametrize(("root", "debian"), [(False, True), (True, False), (False, False)])
def test_everyone_else_tries_playwrights_own_only(root, debian):
    [[command]] = ways_to_install(root=root, debian=debian)
    assert command[1:] == ("-m", "playwright", "install", "chromium")


def test_a_browser_that_is_here_installs_nothing():
    followed = []
    assert obtain(lambda: "here", [DEBIAN_PACKAGE], followed.append) == "here"
    assert followed == []


def test_a_browser_that_an_installation_brings_is_taken():
    here = []
    assert obtain(lambda: here[0] if here else None, [DEBIAN_PACKAGE], lambda way: not here.append("new")) == "new"


def test_the_next_way_is_tried_when_one_fails():
    here, ways = [], [(("first",),), (("second",),), (("third",),)]

    def follow(way):
        here.extend(["new"] if way == ways[1] else [])
        return bool(here)

    assert obtain(lambda: here[0] if here else None, ways, follow) == "new"


def test_an_installation_that_brings_no_browser_is_not_taken_for_one():
    with pytest.raises(BrowserMissingError):
        obtain(lambda: None, [DEBIAN_PACKAGE], lambda way: True)


def test_where_none_can_be_had_the_word_names_what_is_missing():
    with pytest.raises(BrowserMissingError, match="Chromium or Chrome"):
        obtain(lambda: None, ways_to_install(root=True, debian=True), lambda way: False)
