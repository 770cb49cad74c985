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


def test_a_browser_is_what_runs_and_neither_a_stub_that_only_names_one_nor_a_file_that_is_not_there(tmp_path):
    names = {"chromium": 0, "google-chrome": 1}
    runs, stub = (make_program(tmp_path, name, exit_code=code) for name, code in names.items())
    assert [starts(one) for one in (runs, stub, str(tmp_path / "chrome"))] == [True, False, False]


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


def test_the_next_way_is_tried_when_one_fails_and_what_it_brings_is_taken():
    here, ways = [], [(("first",),), (("second",),), (("third",),)]

    def follow(way):
        here.extend(["new"] if way == ways[1] else [])
        return bool(here)

    assert obtain(lambda: here[0] if here else None, ways, follow) == "new"
    assert here == ["new"]


@pytest.mark.parametrize("follow", [lambda way: False, lambda way: True], ids=["none works", "none brings one"])
def test_where_none_can_be_had_the_word_names_what_is_missing(follow):
    with pytest.raises(BrowserMissingError, match="Chromium or Chrome"):
        obtain(lambda: None, ways_to_install(root=True, debian=True), follow)
