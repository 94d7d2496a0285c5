"""What people of the demo tell of their way, each under a name they chose."""

from peersupport.demo.told import Told

PHONE = Told(
    by="rosalie",
    name="Petite Marée",
    language="fr",
    title="Le téléphone dans le congélateur",
    body=(
        "Les premiers mois, je mettais mon téléphone dans le congélateur le vendredi soir. "
        "Ma sœur riait. Moi aussi, un peu.\n\n"
        "C’était ma façon de ne pas répondre à ceux qui m’invitaient. "
        "Le samedi matin, je le reprenais, tout froid, et j’étais fière.\n\n"
        "Aujourd’hui il reste sur la table. J’ai simplement moins de numéros dedans, et ce sont les bons."
    ),
    topics=("recovery",),
    is_public=True,
    answer="Merci. La salle entière a souri en pensant au congélateur.",
    days_ago=60,
)
DAUGHTER = Told(
    by="jean-rene",
    name="Celui du fond",
    language="fr",
    title="La première carte de ma fille",
    body=(
        "Pendant trois ans, ma fille n’a pas répondu. J’écrivais pour son anniversaire et pour Noël. "
        "Je ne demandais rien.\n\n"
        "Le groupe m’a appris à écrire sans m’excuser à chaque ligne.\n\n"
        "En mars, une carte est arrivée. Il y avait deux phrases, et son prénom. "
        "Je l’ai lue debout dans l’entrée, avec mon manteau.\n\n"
        "On ne s’est pas encore revus. **Ce n’est pas une fin. C’est une carte.**"
    ),
    note="parle d’une longue séparation",
    topics=("family-ties",),
    answer="Merci pour votre confiance. Nous n’avons rien changé.",
    days_ago=32,
)
SLOW = Told(
    by="billie",
    name="Slow Train",
    language="en",
    title="I relapsed in week nine",
    body=(
        "I had counted the days out loud in the circle. Sixty-one. Then there was a wedding.\n\n"
        "The next Thursday I sat in the car for twenty minutes. I went in because Owen waved from the window.\n\n"
        "Nobody asked me to explain. Somebody moved a chair.\n\n"
        "I do not count out loud any more. I just come."
    ),
    note="speaks of a relapse",
    topics=("recovery",),
    is_public=True,
    answer="Thank you for telling the part that people leave out.",
    days_ago=21,
)
SUNDAY_SOUP = Told(
    by="karim",
    name="Louche",
    language="fr",
    title="La soupe du dimanche",
    body=(
        "Le dimanche était le pire jour. Alors j’ai commencé à faire de la soupe, beaucoup trop.\n\n"
        "J’en ai porté à la voisine du dessous. Elle m’a rendu le pot avec des madeleines. "
        "Maintenant elle frappe à midi, et je mets deux bols."
    ),
    topics=("loneliness",),
    days_ago=2,
)
NEW_JOB = Told(
    by="denise",
    name="Passe-partout",
    language="fr",
    title="Mon premier lundi",
    body=(
        "J’ai repris le travail après quatorze mois. Au magasin, rue des Érables, ma cheffe Martine savait.\n\n"
        "Elle m’a dit\u00a0: «\u00a0On y va doucement.\u00a0» J’ai pleuré dans la réserve, de soulagement."
    ),
    topics=("work-studies",),
    becomes="sent_back",
    answer=(
        "Merci, votre lundi fait du bien à lire. On pourrait reconnaître Martine et le magasin. "
        "Voulez-vous enlever le prénom et la rue\u00a0?"
    ),
    days_ago=6,
)
UNFINISHED = Told(
    by="awa",
    name="",
    language="fr",
    title="Ce que je n’ai dit à personne",
    body="Je commence par la fin. Ce matin, j’ai bu mon café à la fenêtre, et c’était bien.",
    becomes="draft",
    days_ago=1,
)

STORIES_TOLD = {"reprendre-pied": (PHONE, DAUGHTER, SLOW, SUNDAY_SOUP, NEW_JOB, UNFINISHED)}
