from modeltranslation.translator import TranslationOptions, register

from groups.models import ConflictRules, Group, Resource, Space


@register(Group)
class GroupTranslation(TranslationOptions):
    fields = ("name", "directions")


@register(Space)
class SpaceTranslation(TranslationOptions):
    fields = ("name", "about")


@register(Resource)
class ResourceTranslation(TranslationOptions):
    fields = ("title", "summary", "body")


@register(ConflictRules)
class ConflictRulesTranslation(TranslationOptions):
    fields = ("outside",)
