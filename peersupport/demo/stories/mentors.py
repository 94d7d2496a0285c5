"""Parents who support another parent, as two: who they are, and who would like to become one."""

from peersupport.demo.peer_story import Applicant, Met, Opinion, Peer, PeerStory, Two
from peersupport.demo.someone import Someone

MENTORS = PeerStory(
    supervisor="helene",
    campaign={
        "title": ("Devenir parent pair", "Become a peer parent"),
        "summary": (
            "Accompagnez un parent qui vit ce que vous avez vécu.",
            "Be there for a parent who lives what you have lived.",
        ),
        "what_you_do": (
            "Vous appelez un autre parent une fois par semaine.\nVous écoutez, et vous dites ce qui vous a aidé.",
            "You call another parent once a week.\nYou listen, and you say what helped you.",
        ),
        "what_we_offer": (
            "Une formation de 24 heures, une superviseure et un groupe d’échange chaque mois.",
            "A training of 24 hours, a supervisor, and a group of peers every month.",
        ),
        "who_we_look_for": (
            "Un peu de recul sur ce que vous avez vécu. Aucun diplôme n’est demandé.",
            "Some distance from what you have lived. No diploma is needed.",
        ),
    },
    panel=("grace", "rosemary"),
    peers=(
        Peer(
            Someone("rosemary", "Rosemary", "en"),
            "My daughter is seventeen now. School was our hard part. I still remember who called me back.",
            topics=("school", "special-needs"),
            languages=("en", "fr"),
            times=(2, 5, 8),
        ),
        Peer(
            Someone("bram", "Bram", "en"),
            "Father of twins. I like to listen while walking.",
            topics=("special-needs", "exhaustion"),
            capacity=2,
            times=(5, 11),
        ),
        Peer(
            Someone("dev", "Dev", "en"),
            "I stayed at home with my son for six years.",
            topics=("exhaustion",),
            becomes="training",
        ),
        Peer(
            Someone("ingrid", "Ingrid", "en"),
            "My boy does not speak, and we understand each other well.",
            topics=("special-needs",),
            becomes="resting",
        ),
    ),
    applicants=(
        Applicant(
            Someone("noelle", "Noelle", "en"),
            "When my son was small I had nobody to ask. I would like to be somebody to ask.",
            "Four years of waiting lists.",
            days_ago=2,
        ),
        Applicant(
            Someone("marguerite", "Marguerite"),
            "J’ai du temps, et je sais ce que c’est de ne pas dormir.",
            "Ma petite-fille vit chez moi depuis trois ans.",
            becomes="revision",
            days_ago=5,
            message="Quels soirs pourriez-vous appeler quelqu’un ?",
        ),
        Applicant(
            Someone("piotr", "Piotr", "en"),
            "I learned most things from other fathers.",
            becomes="reading",
            days_ago=9,
            asked=("grace", "kofi"),
            read=(Opinion("grace", 4, comment="Speaks simply, and does not pretend to know."),),
        ),
        Applicant(
            Someone("leila", "Leila", "en"),
            "I translate for other parents at school already.",
            "My two boys go to different schools because of their needs.",
            becomes="interview",
            days_ago=12,
            asked=("grace", "kofi"),
            read=(Opinion("grace", 5), Opinion("kofi", 4, comment="She would have helped me.")),
        ),
        Applicant(
            Someone("edith", "Edith", "en"),
            "I have supported others at church for ten years. I would like to learn to do it well.",
            "I raised my grandson, who has Down syndrome.",
            becomes="accept",
            days_ago=15,
            asked=("grace", "kofi"),
            read=(Opinion("grace", 4), Opinion("kofi", 5)),
            talked=(Opinion("grace", 5, comment="Warm, and clear about her limits."), Opinion("rosemary", 4)),
            message="Your calm did us good. The training begins on a Saturday.",
        ),
        Applicant(
            Someone("basil", "Basil", "en"),
            "I want to tell parents about the method that cured my child.",
            becomes="decline",
            days_ago=14,
            asked=("grace", "kofi"),
            read=(Opinion("grace", 2, "no", "Wants to convince more than to listen."), Opinion("kofi", 3, "unsure")),
            message="Thank you for offering. Our peers listen and do not advise. The groups are open to you.",
        ),
    ),
    pairs=(
        Two(
            "tom",
            "rosemary",
            days=40,
            goal="To get through the meetings at school without losing sleep over them.",
            limits="No calls after 21:00. No visits at home.",
            agreed=True,
            goals=(
                (
                    "To ask for a plan at school",
                    ("Write down what is needed", "Call the principal", "Go there together with my wife"),
                    2,
                ),
                ("One evening a week for myself", ("Ask my sister for Thursdays",), 0),
            ),
            meetings=(
                Met(33, "mixed", "We got to know each other. We spoke of the first years."),
                Met(26, "calm", "We wrote the list for the school together.", "Call the principal."),
                Met(12, "calm", "We went through what the principal said.", "Choose a day for the meeting."),
                Met(5, "calm", "We practised how to begin the meeting."),
            ),
        ),
        Two(
            "fatou",
            "rosemary",
            days=3,
            goal="Trouver du répit, un petit moment à la fois.",
            limits="Pas d’appel la nuit. Pas de conseil médical.",
        ),
    ),
)
