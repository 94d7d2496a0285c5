"""Parents of children with special needs: English first, by video, every two weeks."""

import datetime

from peersupport.demo.someone import Someone
from peersupport.demo.stories.cast import CAMILLE, EVA, GRACE, MORGAN
from peersupport.demo.stories.lives import WEDNESDAY, WORKSHOP
from peersupport.demo.stories.mentors import MENTORS
from peersupport.demo.story import Asking, Circle, Story

PARENTS = Story(
    slug="same-boat-parents",
    jurisdiction="CA",
    time_zone="America/Toronto",
    contact_name="Morgan",
    topics=(
        ("special-needs", "Enfants à besoins particuliers", "Children with special needs"),
        ("exhaustion", "Épuisement", "Exhaustion"),
        ("school", "École", "School"),
    ),
    texts={
        "name": ("Parents dans le même bateau", "Parents in the Same Boat"),
        "summary": (
            "Des parents d’enfants à besoins particuliers se parlent, en ligne, le soir.",
            "Parents of children with special needs talk together, online, in the evening.",
        ),
        "audience": (
            "Vous êtes parent, grand-parent ou famille d’accueil. Un enfant chez vous a des besoins particuliers.\n"
            "Il n’est pas nécessaire d’avoir un diagnostic.",
            "You are a parent, a grandparent or a foster parent. A child in your home has special needs.\n"
            "You do not need a diagnosis.",
        ),
        "what_to_expect": (
            "On se voit en vidéo, toutes les 2 semaines, quand les enfants dorment.\n"
            "On partage ce qui pèse et ce qui marche. Vous pouvez garder la caméra fermée.\n"
            "Deux parents formés animent la rencontre.",
            "We meet on video every 2 weeks, when the children are asleep.\n"
            "We share what is heavy and what works. You can keep your camera off.\n"
            "Two trained parents lead the meeting.",
        ),
        "goals": (
            "Souffler. Être compris. Repartir avec une idée à essayer.",
            "To breathe. To be understood. To leave with one thing to try.",
        ),
        "access_note": (
            "Sous-titres automatiques. Vous pouvez aussi appeler par téléphone.",
            "Automatic captions. You can also call in by phone.",
        ),
        "exclusions": (
            "Pour une question sur les soins de votre enfant, parlez à son équipe.",
            "For a question about your child’s care, talk to the care team.",
        ),
        "needs_summary": (
            "Les parents nous ont dit : le soir, en ligne, et sans avoir à tout expliquer.",
            "Parents told us: in the evening, online, and without having to explain everything.",
        ),
    },
    facts={
        "rhythm": "every_two_weeks",
        "modes": ["video", "phone"],
        "min_age": 18,
        "models_offered": ["group", "mentoring"],
        "formats": ["group", "one_to_one"],
    },
    coordinators=(MORGAN, CAMILLE),
    facilitators=(GRACE, Someone("amadou", "Amadou", "en")),
    others=(("supervisor", Someone("helene", "Hélène", "en")), ("evaluator", EVA)),
    circles=(
        Circle(
            name_fr="Le mercredi soir",
            name_en="Wednesday evenings",
            language="en",
            mode="video",
            weekday=2,
            at=datetime.time(20, 30),
            facilitators=("grace", "amadou"),
            members=(
                Someone("priya", "Priya", "en"),
                Someone("tom", "Tom", "en"),
                Someone("chantal", "Chantal", "fr"),
                Someone("kofi", "Kofi", "en"),
                Someone("anneliese", "Anneliese", "en"),
                Someone("marisol", "Marisol", "en"),
                Someone("greg", "Greg", "en"),
                Someone("wei", "Wei", "en"),
                Someone("fatou", "Fatou", "fr"),
            ),
            link="https://zoom.us/j/91234567890",
            link_password="boat",  # noqa: S106 - a room that does not exist
            rhythm="every_two_weeks",
            minutes=75,
            capacity=10,
            sessions_held=6,
            unlogged=0,
            empty_seats=(1, 0, 2, 1, 1, 0),
            moods=("mixed", "hard", "mixed", "calm", "calm", "calm"),
            life=WEDNESDAY,
        ),
        Circle(
            name_fr="La table ouverte",
            name_en="The open table",
            language="en",
            mode="video",
            weekday=None,
            at=datetime.time(20),
            facilitators=("amadou",),
            members=(),
            link="https://zoom.us/j/90011223344",
            link_password="table",  # noqa: S106 - a room that does not exist
            minutes=60,
            capacity=20,
            sessions_held=0,
            unlogged=0,
            kind="social",
        ),
        Circle(
            name_fr="Atelier des devoirs et du sommeil",
            name_en="Homework and sleep workshop",
            language="en",
            mode="hybrid",
            weekday=5,
            at=datetime.time(10),
            facilitators=("grace", "amadou"),
            members=(),
            joined=("tom", "chantal", "marisol", "wei", "kofi"),
            place="Family centre, 40 Elm Street, room 2",
            directions_fr="Sonnez au 2. Un coin jeux attend les enfants.",
            directions_en="Ring at number 2. There is a corner for children to play.",
            link="https://zoom.us/j/95556667777",
            minutes=90,
            capacity=8,
            sessions_held=0,
            unlogged=0,
            kind="workshop",
            count=6,
            life=WORKSHOP,
        ),
    ),
    asking=(
        Asking(
            Someone("sandra", "Sandra", "en"),
            "My son is four. We are waiting for an assessment. I feel I explain our life to everyone all day long.",
            36,
            days_ago=1,
        ),
        Asking(Someone("luc", "Luc"), "Ma fille a 9 ans. Je l’élève seul depuis deux ans.", 44, days_ago=3),
    ),
    peers=MENTORS,
)
