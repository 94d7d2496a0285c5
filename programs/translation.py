"""Which columns coordinators write in both languages."""

from modeltranslation.translator import TranslationOptions, register

from programs.models import ConsentText, CrisisLine, GroundRules, Program, Topic


@register(Program)
class ProgramTranslation(TranslationOptions):
    fields = (
        "name",
        "summary",
        "audience",
        "what_to_expect",
        "goals",
        "needs_summary",
        "access_note",
        "exclusions",
        "member_word",
    )


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name",)


@register(GroundRules)
class GroundRulesTranslation(TranslationOptions):
    fields = ("body",)


@register(ConsentText)
class ConsentTextTranslation(TranslationOptions):
    fields = ("body", "limits")


@register(CrisisLine)
class CrisisLineTranslation(TranslationOptions):
    fields = ("name", "note")
