"""Young people and self-esteem: France, by WhatsApp."""

import datetime

from peersupport.demo.someone import Someone
from peersupport.demo.stories.cast import CAMILLE, INES, SACHA
from peersupport.demo.stories.lives import MONDAY
from peersupport.demo.story import Asking, Circle, Guardian, Story

YOUTH = Story(
    slug="se-voir-autrement",
    jurisdiction="FR",
    time_zone="Europe/Paris",
    contact_name="Inès",
    topics=(
        ("self-esteem", "Estime de soi", "Self-esteem"),
        ("loneliness", "Solitude", "Loneliness"),
        ("others-eyes", "Regard des autres", "What others think"),
    ),
    texts={
        "name": ("Se voir autrement", "Seeing Yourself Differently"),
        "summary": (
            "Un groupe de jeunes pour reprendre confiance, à plusieurs, sans se comparer.",
            "A group of young people who find confidence together, without comparing.",
        ),
        "audience": (
            "Vous avez entre 14 et 25 ans. Vous doutez de vous, souvent ou parfois.\n"
            "Vous avez envie d’en parler avec des gens de votre âge.",
            "You are between 14 and 25. You doubt yourself, often or sometimes.\n"
            "You would like to talk about it with people of your age.",
        ),
        "what_to_expect": (
            "On se voit chaque semaine en appel WhatsApp, à dix au plus.\n"
            "Chaque fois, un petit thème : dire non, les réseaux, le regard des autres.\n"
            "Vous parlez si vous voulez. Écouter, c’est déjà participer.",
            "We meet every week on a WhatsApp call, ten at most.\n"
            "Each time there is a small theme: saying no, social media, what others think.\n"
            "You speak if you want to. Listening is taking part.",
        ),
        "goals": (
            "Se juger moins. Oser un peu plus. Savoir vers qui se tourner.",
            "To judge yourself less. To dare a little more. To know whom to turn to.",
        ),
        "access_note": (
            "Un téléphone suffit. On peut écrire au lieu de parler.",
            "A phone is enough. You can write instead of speaking.",
        ),
        "exclusions": (
            "Si vous pensez à vous faire du mal, appelez le 3114. On vous aidera aussi à trouver quelqu’un.",
            "If you think of hurting yourself, call 3114. We will also help you find someone.",
        ),
        "needs_summary": (
            "Des lycées et une mission locale nous l’ont demandé. Un groupe court, en ligne, le soir.",
            "Schools and a youth employment office asked us for a short group, online, in the evening.",
        ),
    },
    facts={"min_age": 14, "max_age": 25, "modes": ["whatsapp"], "commitment_weeks": 6},
    coordinators=(INES, CAMILLE),
    facilitators=(Someone("malik", "Malik"),),
    others=(("safeguarding", SACHA), ("mediator", Someone("odile", "Odile"))),
    circles=(
        Circle(
            name_fr="Le lundi à 18 h 30",
            name_en="Mondays at 18:30",
            language="fr",
            mode="whatsapp",
            weekday=0,
            at=datetime.time(18, 30),
            facilitators=("malik",),
            members=(
                Someone("lea", "Léa"),
                Someone("enzo", "Enzo"),
                Someone("maelys", "Maëlys"),
                Someone("sofiane", "Sofiane"),
                Someone("jade", "Jade"),
                Someone("tiago", "Tiago"),
                Someone("camelia", "Camélia"),
            ),
            link="https://call.whatsapp.com/video/Demo0Circle0Link",
            minutes=60,
            capacity=10,
            sessions_held=5,
            empty_seats=(0, 1, 2, 1, 0),
            moods=("calm", "mixed", "mixed", "calm", "calm"),
            kind="workshop",
            life=MONDAY,
        ),
    ),
    asking=(
        Asking(
            Someone("nina", "Nina"), "Je me trouve nulle à côté des autres. Une amie m’a parlé de vous.", 19, days_ago=0
        ),
        Asking(Someone("hugo", "Hugo"), "", 27, days_ago=4),
        Asking(
            Someone("timeo", "Timéo"),
            "Au collège on se moque de moi.",
            14,
            days_ago=2,
            topics=("others-eyes", "self-esteem"),
            guardian=Guardian("Claire Morel", "mère"),
        ),
        Asking(
            Someone("romane", "Romane"),
            "Je n’y arrive plus au lycée.",
            18,
            days_ago=1,
            topics=("others-eyes",),
            needs={"danger": [True], "goals": ["company"]},
            seen_to="Appel fait à 11 h 20. Romane est avec sa sœur. Rendez-vous pris avec son médecin pour demain.",
        ),
    ),
)
