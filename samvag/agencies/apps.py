from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "samvag.agencies"

    def ready(self) -> None:
        from allauth.account.signals import password_changed
        from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
        from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

        from samvag.agencies import watching
        from samvag.agencies.accounts import remember_enrolled, remember_own_word, remember_staff
        from samvag.agencies.guessing import code_was_wrong

        user_logged_in.connect(remember_staff, dispatch_uid="samvag.remember_staff")
        authenticator_added.connect(remember_enrolled, dispatch_uid="samvag.remember_enrolled")
        authentication_failed.connect(code_was_wrong, dispatch_uid="samvag.code_was_wrong")
        password_changed.connect(remember_own_word, dispatch_uid="samvag.remember_own_word")
        user_logged_in.connect(watching.opened)
        user_login_failed.connect(watching.failed)
        user_logged_out.connect(watching.closed)
        for changed in (password_changed, authenticator_added, authenticator_removed):
            changed.connect(watching.way_changed)
