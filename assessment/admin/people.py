"""Accounts: addresses that can sign in, second factors without their secrets, deleting with all that is a person's."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.utils import filter_users_by_email
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from assessment.admin.lists import Listed
from assessment.admin.rights import DeletedWhole, is_for_superusers, never
from assessment.models.erasing import erase_account
from assessment.models.superusers import SUPERUSER, is_only_superuser

MOST_AT_ONCE = 500
"""People to delete: the page that asks names each in a field of its own, and Django takes a thousand of these."""


class NamedByAddress(forms.ModelForm):
    """An account, named by an address that nobody else has."""

    def clean_email(self) -> str:
        """Refuse what would name two accounts."""
        address: str = self.cleaned_data["email"].lower()
        if address and any(user.pk != self.instance.pk for user in filter_users_by_email(address)):
            raise forms.ValidationError(_("Another account has this address."))
        return address


class PersonForm(NamedByAddress, UserChangeForm):
    """An account that there is."""

    def clean(self) -> None:
        """Let nobody be staff who can't come in, and never nobody come in as superuser."""
        super().clean()
        if self.cleaned_data.get("is_staff") and self.cleaned_data.get("email") == "":
            self.add_error("email", _("Staff need an address: they sign in with it."))
        if self.is_last_to_go():
            said = _("Nobody else could manage people’s rights: make somebody else a superuser first.")
            self.add_error("is_superuser", said)

    def is_last_to_go(self) -> bool:
        """Say whether the only superuser would be none any more."""
        goes = not all(self.cleaned_data.get(flag) for flag in SUPERUSER)
        return goes and is_only_superuser(self.instance)


class NewPersonForm(NamedByAddress, AdminUserCreationForm):
    """An account that is made."""


class PersonAdmin(Listed, DeletedWhole, UserAdmin):
    """People. Only superusers change them: others could make themselves one. One's own account goes from “My data”."""

    form, add_form = PersonForm, NewPersonForm
    add_fieldsets = ((None, {"fields": ("username", "email", "usable_password", "password1", "password2")}),)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """Let a former address open nothing any more: its mailbox may be somebody else's."""
        super().save_model(request, obj, form, change)
        EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()

    has_add_permission = has_change_permission = has_delete_permission = is_for_superusers

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Leave one's own account out, and take no more than can be done."""
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


class SecondFactorAdmin(Listed):
    """Second factors: one that is lost can be taken away; what codes are made of is shown to nobody."""

    list_display = fields = ("user", "type", "created_at", "last_used_at")
    search_fields = ("user__email", "user__username")

    has_add_permission = has_change_permission = never
    has_delete_permission = is_for_superusers

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say whose they are, and all that goes."""
        gone = Authenticator.objects.filter(user__in=[one.user_id for one in objs]).select_related("user")
        listed = [f"{one.user.email or one.user}: {one.get_type_display()}" for one in gone]
        return listed, {self.opts.verbose_name_plural: len(listed)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        """Take all of the person's away: recovery codes that are left alone would still be asked for."""
        Authenticator.objects.filter(user=obj.user).delete()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        """The same for each."""
        Authenticator.objects.filter(user__in=queryset.values("user")).delete()


class TeamAdmin(Listed, GroupAdmin):
    """Groups of people with the same rights."""


# allauth's own pages show secrets, and let everyone who may change addresses take over any account; a session that is
# deleted there would go on.
admin.site.unregister([User, Group, Authenticator, EmailAddress, UserSession])
admin.site.register(User, PersonAdmin)
admin.site.register(Group, TeamAdmin)
admin.site.register(Authenticator, SecondFactorAdmin)
