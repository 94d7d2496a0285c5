from modeltranslation.translator import TranslationOptions, register

from mentoring.models import Campaign, Competency, Course, Criterion, Module


@register(Campaign)
class CampaignTranslation(TranslationOptions):
    fields = ("title", "summary", "what_you_do", "what_we_offer", "who_we_look_for")


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("label", "hint")


@register(Course)
class CourseTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(Module)
class ModuleTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(Competency)
class CompetencyTranslation(TranslationOptions):
    fields = ("label",)
