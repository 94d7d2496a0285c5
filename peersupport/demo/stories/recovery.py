"""Recovery after addiction: Montréal, French first, in person and by video."""

import datetime

from peersupport.demo.stories.cast import CAMILLE, EVA, FELIX, JOSEE, SACHA
from peersupport.demo.story import Asking, Circle, Someone, Story, Worry

RECOVERY = Story(
    slug="reprendre-pied",
    jurisdiction="CA-QC",
    time_zone="America/Toronto",
    contact_name="Camille",
    topics=(("recovery", "Rétablissement", "Recovery"),),
    texts={
        "name": ("Reprendre pied", "Back on Your Feet"),
        "summary": (
            "Un groupe pour avancer après une dépendance, avec des gens qui sont passés par là.",
            "A group to move forward after addiction, with people who have been there.",
        ),
        "audience": (
            "Vous avez arrêté de consommer, ou vous voulez arrêter. Vous voulez en parler.\n"
            "Une rechute ne ferme pas la porte. On vous demande seulement de venir à jeun.",
            "You have stopped using, or you want to stop. You want to talk about it.\n"
            "A relapse does not close the door. We only ask you to come sober.",
        ),
        "what_to_expect": (
            "On se voit chaque semaine, pendant une heure et demie. On est douze au plus.\n"
            "On commence par un tour de table. Chacun dit un mot, ou passe son tour.\n"
            "La personne qui anime a elle-même vécu un rétablissement. Elle a suivi une formation.",
            "We meet every week for an hour and a half. We are twelve at most.\n"
            "We start with a round. Each person says a word, or passes.\n"
            "The person who leads the group has lived through recovery and has been trained.",
        ),
        "goals": (
            "Se sentir moins seul. Trouver ses propres moyens. Retrouver confiance en la suite.",
            "To feel less alone. To find one’s own ways. To trust in what comes next.",
        ),
        "access_note": (
            "L’entrée est sans marche. Le métro est à cinq minutes. On peut venir avec un chien d’assistance.",
            "The entrance has no steps. The metro is five minutes away. Assistance dogs are welcome.",
        ),
        "exclusions": (
            "Pour un sevrage, il faut une aide médicale. On peut vous dire à qui parler.",
            "Withdrawal needs medical help. We can tell you whom to talk to.",
        ),
        "needs_summary": (
            "Trente personnes ont répondu à notre enquête. Elles veulent un lieu sans jugement, le soir.",
            "Thirty people answered our survey. They want a place without judgment, in the evening.",
        ),
    },
    facts={"min_age": 18, "commitment_weeks": 8},
    coordinators=(CAMILLE,),
    facilitators=(FELIX, Someone("lucie", "Lucie")),
    others=(("evaluator", EVA), ("safeguarding", SACHA), ("supporter", JOSEE)),
    circles=(
        Circle(
            name_fr="Cercle du mardi",
            name_en="Tuesday circle",
            language="fr",
            mode="in_person",
            weekday=1,
            at=datetime.time(18),
            facilitators=("felix",),
            members=(
                Someone("awa", "Awa"),
                Someone("marc", "Marc"),
                Someone("ti-guy", "Ti-Guy"),
                Someone("rosalie", "Rosalie"),
                Someone("karim", "Karim"),
                Someone("denise", "Denise"),
                Someone("paolo", "Paolo"),
                Someone("nadia", "Nadia"),
                Someone("jean-rene", "Jean-René"),
                Someone("solange", "Solange"),
            ),
            place="Centre Saint-Zotique, 75, rue Saint-Zotique Est, salle 3",
            directions_fr="Entrez par la porte verte. La salle est au fond, à gauche.",
            directions_en="Come in by the green door. The room is at the back, on the left.",
            sessions_held=18,
            worry=Worry(16, "paolo", "Très silencieux ce soir. Il est parti sans dire au revoir."),
            left=(Someone("hector", "Hector"), Someone("simone", "Simone")),
        ),
        Circle(
            name_fr="Cercle du jeudi",
            name_en="Thursday circle",
            language="en",
            mode="video",
            weekday=3,
            at=datetime.time(19),
            facilitators=("lucie",),
            members=(
                Someone("billie", "Billie", "en"),
                Someone("owen", "Owen", "en"),
                Someone("yasmine", "Yasmine", "en"),
                Someone("theo", "Théo", "fr"),
                Someone("ruth", "Ruth", "en"),
                Someone("desmond", "Desmond", "en"),
                Someone("carmen", "Carmen", "en"),
                Someone("niall", "Niall", "en"),
                Someone("sunita", "Sunita", "en"),
            ),
            link="https://zoom.us/j/98765432100",
            link_password="circle",  # noqa: S106 - a room that does not exist
            capacity=10,
            sessions_held=14,
            empty_seats=(0, 1, 1, 0),
            moods=("calm", "mixed", "calm", "calm"),
            left=(Someone("glen", "Glen", "en"),),
        ),
        Circle(
            name_fr="Cercle du samedi",
            name_en="Saturday circle",
            language="fr",
            mode="in_person",
            weekday=5,
            at=datetime.time(10),
            facilitators=("felix", "lucie"),
            members=(
                Someone("yvon", "Yvon"),
                Someone("aicha", "Aïcha"),
                Someone("manon", "Manon"),
                Someone("raphael", "Raphaël"),
                Someone("ibrahim", "Ibrahim"),
                Someone("odette", "Odette"),
                Someone("luis", "Luis", "en"),
                Someone("colette", "Colette"),
                Someone("samir", "Samir"),
            ),
            place="Maison de quartier, 12, rue Rachel Est, grande salle",
            directions_fr="L’ascenseur est à droite de l’entrée.",
            directions_en="The lift is to the right of the entrance.",
            rhythm="every_two_weeks",
            capacity=13,
            sessions_held=8,
            empty_seats=(0, 2, 1, 1, 0, 2, 1),
            moods=("mixed", "calm", "mixed", "calm", "calm"),
            left=(
                Someone("ginette", "Ginette"),
                Someone("patrick", "Patrick"),
                Someone("maude", "Maude"),
                Someone("rachid", "Rachid"),
            ),
        ),
    ),
    asking=(
        Asking(
            Someone("noe", "Noé"),
            "Ça fait trois semaines que je ne bois plus. Les soirées sont longues. J’aimerais en parler.",
            34,
            days_ago=1,
        ),
        Asking(
            Someone("lily", "Lily", "en"),
            "My counsellor told me about you. I am nine months sober and I miss talking with people.",
            41,
            access_needs="I hear better on my left side. Please face me when you talk.",
            days_ago=6,
        ),
        Asking(Someone("bruno", "Bruno"), "", 17, days_ago=2),
        Asking(
            Someone("mireille", "Mireille"),
            "Je sors d’une cure. Je cherche un groupe près de chez moi.",
            52,
            days_ago=9,
            becomes="more_asked",
            message="Bonjour Mireille. Avez-vous une aide médicale en ce moment ? Cela nous aide.",
        ),
        Asking(
            Someone("gaston", "Gaston"),
            "Je veux rester sobre pour mes petits-enfants.",
            63,
            days_ago=12,
            becomes="waiting",
        ),
    ),
)
