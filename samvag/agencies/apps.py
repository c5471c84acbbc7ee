from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "samvag.agencies"

    def ready(self) -> None:
        from allauth.mfa.signals import authentication_failed, authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from samvag.agencies.accounts import remember_enrolled, remember_staff
        from samvag.agencies.guessing import code_was_wrong

        user_logged_in.connect(remember_staff, dispatch_uid="samvag.remember_staff")
        authenticator_added.connect(remember_enrolled, dispatch_uid="samvag.remember_enrolled")
        authentication_failed.connect(code_was_wrong, dispatch_uid="samvag.code_was_wrong")
