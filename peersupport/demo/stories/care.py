"""What goes wrong, and what is written between meetings, in the three programs of the demo."""

from peersupport.demo.care_story import Answered, BoardStory, CareStory, Conversation, Reported, Said

RECOVERY = CareStory(
    reports=(
        Reported(
            "nadia",
            "meeting",
            "Quand je parle, deux personnes parlent entre elles. C’est la troisième fois.",
            felt="Je me suis sentie de trop.",
            needed="Qu’on m’écoute jusqu’au bout.",
            asks="Que la règle soit redite au début.",
            days_ago=1,
        ),
        Reported(
            "karim",
            "person",
            "Une personne du cercle m’écrit le soir pour me demander de l’argent.",
            felt="Je n’ose plus venir.",
            asks="Qu’on lui en parle sans dire mon nom.",
            other="marc",
            days_ago=9,
            becomes="read",
            told="Merci de nous l’avoir dit. Je vous appelle jeudi, à l’heure que vous avez choisie.",
            note="Appelé Karim. Il veut rester dans le cercle.",
        ),
        Reported(
            "manon",
            "person",
            "Nous avons organisé la sortie ensemble. Tout a été changé sans me le dire.",
            felt="Je me suis sentie écartée.",
            needed="Décider à deux.",
            asks="En parler, avec quelqu’un de neutre.",
            other="kamel",
            days_ago=6,
            becomes="invited",
        ),
        Reported(
            "ruth",
            "person",
            "He told me twice what I should do about my drinking, in front of everybody.",
            felt="I felt judged.",
            needed="To be heard, without advice.",
            other="desmond",
            days_ago=12,
            becomes="measured",
            told="Thank you. I spoke with the other person. The rule about advice was said again.",
            answered=Answered(
                "desmond",
                "No advice unless somebody asks for it.",
                "Twice you told somebody what to do. We know you meant well. Please ask first, each time.",
                doubts="I was asked for advice the second time. Nobody asked me how it was.",
            ),
        ),
        Reported(
            "odette",
            "rule",
            "La pause est trop courte pour qui marche avec une canne.",
            asks="Cinq minutes de plus.",
            days_ago=30,
            becomes="closed",
            told="La pause dure maintenant un quart d’heure. Merci de l’avoir dit.",
        ),
    ),
    boards=(
        BoardStory(
            name=("La table de la cuisine", "The kitchen table"),
            about=("Pour dire comment va la semaine.", "To say how the week is going."),
            names=(("awa", "Hirondelle"), ("theo", "Théo"), ("rosalie", "Colibri")),
            threads=(
                Conversation(
                    "Cent jours",
                    (
                        Said("awa", "Cent jours aujourd’hui. Je n’y croyais pas.\n\nMerci pour les *mardis*."),
                        Said("rosalie", "Quelle belle nouvelle. Je pense à vous ce soir."),
                        Said("theo", "Bravo. Comment avez-vous passé les fêtes\u202f?"),
                    ),
                    hours_ago=52,
                ),
                Conversation(
                    "Que faire un samedi soir\u202f?",
                    (
                        Said("theo", "Les samedis sont longs. Que faites-vous\u202f?"),
                        Said("awa", "Je vais marcher avec une amie. Après, je lis.", helped=True),
                        Said(
                            "denise",
                            "Arrêtez vos médicaments, on va mieux sans.",
                            flagged=("rosalie", "advice"),
                        ),
                    ),
                    kind="question",
                    hours_ago=30,
                ),
                Conversation(
                    "Une nuit difficile",
                    (
                        Said(
                            "rosalie",
                            "J’ai failli boire hier. J’ai appelé quelqu’un. Je n’ai pas bu.",
                            content_note="Je parle d’une envie de boire.",
                        ),
                    ),
                    hours_ago=9,
                ),
            ),
        ),
        BoardStory(
            group="Thursday circle",
            names=(("owen", "Otter"),),
            threads=(
                Conversation(
                    "Next time",
                    (
                        Said("owen", "Shall we talk about sleep next time?"),
                        Said("yasmine", "Yes please. I wake up at four."),
                    ),
                    hours_ago=40,
                ),
            ),
        ),
    ),
)

PARENTS = CareStory(
    reports=(
        Reported(
            "priya",
            "meeting",
            "The meeting ended twenty minutes late again, and I had to leave in the middle of a sentence.",
            asks="That we start and stop on time.",
            days_ago=3,
        ),
    ),
    boards=(
        BoardStory(
            name=("Entre deux rencontres", "Between two meetings"),
            about=("Petites questions de tous les jours.", "Small questions of every day."),
            names=(("kofi", "Baobab"),),
            threads=(
                Conversation(
                    "How do you get through the waiting room?",
                    (
                        Said("kofi", "Two hours with a tired child. What do you bring?"),
                        Said("priya", "Stickers, and one book that only lives in that bag.", helped=True),
                    ),
                    kind="question",
                    hours_ago=28,
                ),
            ),
        ),
    ),
)

YOUTH = CareStory(
    boards=(
        BoardStory(
            group="Mondays at 18:30",
            names=(("lea", "Comète"), ("enzo", "Renard")),
            threads=(
                Conversation(
                    "Le lundi",
                    (Said("lea", "Merci pour hier. J’ai réussi à parler devant les autres."),),
                    hours_ago=20,
                ),
                Conversation(
                    "Lundi prochain", (Said("enzo", "On peut parler du regard des autres\u202f?"),), hours_ago=5
                ),
            ),
        ),
    ),
)

CARE = {"reprendre-pied": RECOVERY, "same-boat-parents": PARENTS, "se-voir-autrement": YOUTH}
