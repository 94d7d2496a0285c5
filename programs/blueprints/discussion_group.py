"""A small group that meets every week, led by somebody who has been there."""

from programs.blueprints.shape import Blueprint, Consent, Text
from programs.models import Format, Mode, Purpose, Rhythm, SupportModel

CONFIDENTIALITY = Consent(
    purpose=Purpose.CONFIDENTIALITY,
    body=Text.lines(
        (
            "Only the team reads what you write here.",
            "Seule l’équipe lit ce que vous écrivez ici.",
        ),
        (
            "We use it to answer you and to find you a place.",
            "Nous nous en servons pour vous répondre et vous trouver une place.",
        ),
        (
            "We tell nobody that you wrote to us: not your family, not your doctor, not your employer.",
            "Nous ne disons à personne que vous nous avez écrit. "
            "Ni à vos proches, ni à votre médecin, ni à votre employeur.",
        ),
        (
            "What is said in the group stays in the group.",
            "Ce qui se dit dans le groupe reste dans le groupe.",
        ),
        (
            "At any time you can read what we keep about you, or have it erased.",
            "À tout moment, vous pouvez relire ce que nous gardons, ou le faire effacer.",
        ),
    ),
    limits=Text.lines(
        (
            "If a life is in danger, we call for help. We tell you first when we can.",
            "Si une vie est en danger, nous appelons de l’aide. Nous vous le disons d’abord, si c’est possible.",
        ),
        (
            "If a child, or someone who cannot defend themselves, is being harmed, the law asks us to report it.",
            "Parfois, un enfant ou une personne sans défense subit du mal. La loi nous demande alors de le signaler.",
        ),
        (
            "If a judge orders it, we have to answer.",
            "Si un tribunal l’exige, nous devons répondre.",
        ),
        (
            "Everyone in the group promises to keep what they hear to themselves. We cannot promise it in their place.",
            "Chaque membre du groupe promet de ne rien répéter. Nous ne pouvons pas le promettre à sa place.",
        ),
    ),
)

WHATSAPP_NUMBER = Consent(
    purpose=Purpose.WHATSAPP_NUMBER,
    body=Text.lines(
        (
            "In the WhatsApp group, every member sees my phone number and the name on my account.",
            "Dans le groupe WhatsApp, chaque membre voit mon numéro et mon nom d’utilisateur.",
        ),
        (
            "I can change my mind at any time. I keep my place in the program.",
            "Je peux changer d’avis à tout moment. Je garde ma place dans le programme.",
        ),
    ),
    limits=Text.lines(
        (
            "Someone may already have saved my number. The team cannot take it back.",
            "Quelqu’un a peut-être déjà noté mon numéro. L’équipe ne peut pas le reprendre.",
        ),
        (
            "WhatsApp belongs to a company that has its own rules.",
            "WhatsApp appartient à une entreprise qui a ses propres règles.",
        ),
    ),
)

RESEARCH = Consent(
    purpose=Purpose.RESEARCH,
    body=Text.lines(
        (
            "My answers are counted together with those of others, to see whether the program helps.",
            "Mes réponses sont comptées avec celles des autres, pour voir si le programme aide.",
        ),
        (
            "The figures never show one person alone, and never a name.",
            "Les chiffres ne montrent jamais une personne seule, ni un nom.",
        ),
        (
            "If I say no, I keep my place and nothing changes for me.",
            "Si je dis non, je garde ma place et rien ne change pour moi.",
        ),
    ),
    limits=Text.lines(
        (
            "Figures that are already published stay as they are.",
            "Les chiffres déjà publiés restent tels quels.",
        ),
    ),
)

RULES = Text.lines(
    (
        "We start on time and we finish on time.",
        "Nous commençons à l’heure et nous finissons à l’heure.",
    ),
    (
        "Each person speaks for themselves and says “I”.",
        "Chaque personne parle pour elle-même et dit « je ».",
    ),
    (
        "We give advice only when someone asks for it.",
        "Nous donnons un conseil seulement si la personne le demande.",
    ),
    (
        "We let each person finish what they are saying.",
        "Nous laissons chaque personne finir ce qu’elle dit.",
    ),
    (
        "Nobody has to speak. Listening is enough.",
        "On peut ne rien dire. Écouter suffit.",
    ),
    (
        "What is said here stays here. If someone repeats it outside, the team talks with them. "
        "They may lose their place.",
        "Ce qui se dit ici reste ici. Si quelqu’un le répète dehors, l’équipe lui parle. "
        "Cette personne peut perdre sa place.",
    ),
    (
        "We respect each person: their words, their beliefs, their choices, their pace.",
        "Nous respectons chaque personne : ses mots, ses croyances, ses choix, son rythme.",
    ),
    (
        "Nobody records, films or takes pictures.",
        "Personne n’enregistre, ne filme ni ne prend de photos.",
    ),
    (
        "You can leave the room whenever you need to. Make a sign to the person who leads the meeting.",
        "Vous pouvez quitter la pièce quand vous en avez besoin. Faites un signe à la personne qui anime.",
    ),
    (
        "Each person comes alone. Online, we sit where nobody else can hear.",
        "Chaque personne vient seule. En ligne, nous nous installons là où personne d’autre n’entend.",
    ),
)

TEXTS = {
    "summary": Text(
        en="A small group to talk and to be heard. Everyone here has lived something close to what you live.",
        fr="Un petit groupe pour parler et trouver de l’écoute. Ici, tout le monde a vécu quelque chose de proche.",
    ),
    "audience": Text.lines(
        (
            "For adults who are going through something hard, or have been through it.",
            "Pour les adultes qui traversent une épreuve, ou qui l’ont traversée.",
        ),
        (
            "You need no diagnosis and no letter from a doctor.",
            "Il ne faut ni diagnostic ni lettre de médecin.",
        ),
        (
            "You do not have to find the right words. Listening is taking part too.",
            "Vous n’avez pas à trouver les bons mots. Écouter, c’est déjà participer.",
        ),
    ),
    "what_to_expect": Text.lines(
        (
            "We sit in a small circle, with ten people at most.",
            "Nous formons un petit cercle, dix personnes au plus.",
        ),
        (
            "One person leads the meeting. They have lived something close to it too.",
            "Une personne anime la rencontre. Elle aussi a vécu quelque chose de proche.",
        ),
        (
            "First each person says in a few words how they are. You may pass.",
            "D’abord, chaque personne dit en quelques mots comment elle va. On peut passer son tour.",
        ),
        (
            "Then we talk about what matters that day. You speak when you want to.",
            "Ensuite, nous parlons de ce qui compte ce jour-là. Vous parlez quand vous voulez.",
        ),
        (
            "We finish on time, with a last word for those who want one.",
            "Nous finissons à l’heure, avec un dernier mot pour qui le souhaite.",
        ),
        (
            "It is not therapy. Nobody judges you and nobody tells you what to do.",
            "Ce n’est pas une thérapie. Personne ne vous juge ni ne vous dit quoi faire.",
        ),
    ),
    "goals": Text.lines(
        ("Feel less alone with what you live.", "Rompre la solitude."),
        (
            "Put words to it, in a place where it is safe to say them.",
            "Mettre des mots sur ce que l’on vit, dans un lieu sûr.",
        ),
        ("Hear what has helped other people.", "Entendre ce qui a aidé d’autres personnes."),
        ("Find confidence again, at your own pace.", "Reprendre confiance, à son rythme."),
    ),
    "access_note": Text(
        en="It is free. Tell us what makes it easier for you to come: no stairs, an interpreter, a break halfway.",
        fr="C’est gratuit. Dites-nous ce qui vous aide à venir : pas de marches, un service d’interprète, une pause.",
    ),
    "exclusions": Text.lines(
        (
            "This group does not replace care. If you need a diagnosis or a treatment, see a health service first.",
            "Ce groupe ne remplace pas des soins. "
            "Pour un diagnostic ou un traitement, voyez d’abord un service de santé.",
        ),
        (
            "If you are in danger now, or thinking about suicide, do not wait for us. "
            "The help lines below answer at once.",
            "Si vous êtes en danger ou si vous pensez au suicide, n’attendez pas notre réponse. "
            "Les lignes d’aide ci-dessous répondent tout de suite.",
        ),
        (
            "If everything is too raw to hear other people’s stories, one-to-one support may fit better for now.",
            "Parfois, tout est trop à vif pour entendre d’autres histoires. "
            "Un soutien individuel convient alors mieux pour le moment.",
        ),
    ),
    "member_word": Text(en="member", fr="membre"),
}

DISCUSSION_GROUP = Blueprint(
    key="discussion_group",
    title=Text(en="Discussion group", fr="Groupe de parole"),
    description=Text(
        en="A small circle that meets every week, led by someone who has been there.",
        fr="Un petit cercle qui se réunit chaque semaine. Une personne qui est passée par là l’anime.",
    ),
    texts=TEXTS,
    rules=RULES,
    consents=(CONFIDENTIALITY, WHATSAPP_NUMBER, RESEARCH),
    models_offered=(SupportModel.GROUP,),
    formats=(Format.GROUP,),
    modes=(Mode.IN_PERSON,),
    rhythm=Rhythm.WEEKLY,
    facts={"min_age": 18, "promise_days": 3},
)
