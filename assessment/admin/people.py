"""Accounts: addresses that can sign in, second factors without their secrets, deleting with all that is theirs."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.account.utils import filter_users_by_email
from allauth.mfa.models import Authenticator
from allauth.usersessions import adapter as sessions
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from assessment.admin.lists import StrictAdmin
from assessment.admin.rights import CascadeDeleteMixin, is_for_superusers, never
from assessment.models.erasing import erase_account

MOST_AT_ONCE = 500
"""People to delete: the page that asks has a field for each, and Django accepts a thousand of them."""


class NamedByAddress(forms.ModelForm):
    """An account, named by an address that nobody else has."""

    def clean_email(self) -> str:
        """Refuse an address that would name two accounts."""
        address: str = self.cleaned_data["email"].lower()
        if address and any(user.pk != self.instance.pk for user in filter_users_by_email(address)):
            raise forms.ValidationError(_("Another account has this address."))
        return address


class PersonForm(NamedByAddress, UserChangeForm):
    """An existing account."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Send along the address that the page was opened with."""
        super().__init__(*arguments, **options)
        if address := self.fields.get("email"):  # not where it can only be read
            address.show_hidden_initial = True

    def clean_email(self) -> str:
        """Leave an address that was not changed here: its owner may have changed it since the page was opened."""
        return super().clean_email() if "email" in self.changed_data else self.instance.email

    def clean(self) -> None:
        """Refuse staff who couldn't sign in."""
        super().clean()
        if self.cleaned_data.get("is_staff") and self.cleaned_data.get("email") == "":
            self.add_error("email", _("Staff need an address: they sign in with it."))


class NewPersonForm(NamedByAddress, AdminUserCreationForm):
    """A new account."""


def tell(request: HttpRequest, person: User, change: str, address: str = "", **words: str) -> None:
    """Tell by e-mail of a change, once it is made: until then SQLite would let nobody else write."""
    transaction.on_commit(partial(get_adapter(request).send_notification_mail, change, person, words, address))


def tell_what_changed(request: HttpRequest, before: User) -> None:
    """Tell the owner of an account of a new password, and at the former address of a new one."""
    now = User.objects.filter(pk=before.pk).first()
    if now and now.password != before.password:
        tell(request, now, "account/email/password_changed")
    if now and now.email != before.email:
        moved = {"from_email": before.email, "to_email": now.email or _("none")}
        tell(request, now, "account/email/email_changed", before.email, **moved)


class PersonAdmin(StrictAdmin, CascadeDeleteMixin, UserAdmin):
    """People. Only superusers change them: others could make themselves one. “My data” deletes one's own account."""

    form, add_form = PersonForm, NewPersonForm
    add_fieldsets = ((None, {"fields": ("username", "email", "usable_password", "password1", "password2")}),)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Lock the person meanwhile."""
        with self.locked(request, object_id):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Lock the person meanwhile."""
        with self.locked(request, id):
            return super().user_change_password(request, id, form_url or request.get_full_path())

    @contextmanager
    def locked(self, request: HttpRequest, object_id: str | None) -> Iterator[None]:
        """Lock a person while a form about them is saved.

        The form writes the whole row: it would undo a new password, or bring back an account just deleted. Others may
        still store what refers to the person, such as what the person does at the desk meanwhile.
        """
        person = self.get_object(request, unquote(object_id)) if object_id and request.method == "POST" else None
        if not person:
            yield
            return
        with transaction.atomic():
            list(User.objects.filter(pk=person.pk).select_for_update(no_key=True).values_list("pk"))
            yield
            tell_what_changed(request, person)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """Delete former addresses and sign out who came in by them: the mailbox may now be somebody else's."""
        super().save_model(request, obj, form, change)
        EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()
        if "email" in form.changed_data:
            others = UserSession.objects.filter(user=obj).exclude(session_key=request.session.session_key)
            sessions.get_adapter().end_sessions(others)

    has_add_permission = has_change_permission = has_delete_permission = is_for_superusers

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Refuse to delete one's own account, or more accounts than can be done at once."""
        listed, counts, rights, protected = super().get_deleted_objects(objs, request)
        if len(objs) > MOST_AT_ONCE:
            protected = [*protected, _("More than %(most)s people at once: choose fewer.") % {"most": MOST_AT_ONCE}]
        if request.user in objs:
            protected = [*protected, _("Your own account: delete it on the page “My data”.")]
        return listed, counts, rights, protected

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Erase as the person themselves would."""
        erase_account(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Erase each."""
        for user in queryset:
            erase_account(user)


class SecondFactorAdmin(StrictAdmin):
    """Second factors: a lost one can be removed; the secrets that codes are made from are shown to nobody."""

    list_display = fields = ("user", "type", "created_at", "last_used_at")
    search_fields = ("=user__email", "user__username")

    has_add_permission = has_change_permission = never
    has_delete_permission = is_for_superusers

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say whose they are, and everything that is deleted."""
        gone = Authenticator.objects.filter(user__in=[one.user_id for one in objs]).select_related("user")
        listed = [f"{one.user.email or one.user}: {one.get_type_display()}" for one in gone]
        return listed, {self.opts.verbose_name_plural: len(listed)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        """Delete all that the person has: recovery codes left alone would still be asked for."""
        Authenticator.objects.filter(user=obj.user).delete()
        tell(request, obj.user, "mfa/email/totp_deactivated")

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        """Delete all that each of these people has."""
        for one in {one.user_id: one for one in queryset.select_related("user")}.values():
            self.delete_model(request, one)


class TeamAdmin(StrictAdmin, GroupAdmin):
    """Groups of people with the same rights. Only superusers change them: others could give their own every right."""

    has_add_permission = has_change_permission = has_delete_permission = is_for_superusers


# allauth's own pages show secrets, and let everyone who may change addresses take over any account; a session deleted
# there would go on.
admin.site.unregister([User, Group, Authenticator, EmailAddress, UserSession])
admin.site.register(User, PersonAdmin)
admin.site.register(Group, TeamAdmin)
admin.site.register(Authenticator, SecondFactorAdmin)
