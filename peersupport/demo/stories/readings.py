"""What the teams of the demo recommend: texts they wrote, pages and services they know."""

from peersupport.demo.readings import Recommended

CRAVING = Recommended(
    title=("Quand l’envie de consommer arrive", "When the urge to use comes"),
    summary=(
        "Une envie monte, puis elle redescend. Voici ce qui aide en attendant.",
        "An urge rises, and then it falls. Here is what helps meanwhile.",
    ),
    body=(
        "Une envie forte dure souvent moins d’une demi-heure. Vous n’avez pas à la faire taire. "
        "Il suffit de la laisser passer.\n\n"
        "## Les premières minutes\n\n"
        "- Changez de place\u00a0: une autre pièce, le palier, le trottoir.\n"
        "- Buvez un grand verre d’eau, lentement.\n"
        "- Appelez une personne. Vous pouvez dire seulement\u00a0: «\u00a0Reste un peu avec moi.\u00a0»\n\n"
        "## Si vous avez consommé\n\n"
        "Rien n’est perdu. Ce que vous avez appris reste. Venez à la rencontre comme d’habitude\u00a0: "
        "personne ne vous fera de reproche.\n\n"
        "*Écrit avec des membres du cercle du mardi.*",
        "A strong urge often lasts less than half an hour. You need not silence it. It is enough to let it pass.\n\n"
        "## The first minutes\n\n"
        "- Change places: another room, the landing, the pavement.\n"
        "- Drink a big glass of water, slowly.\n"
        "- Call somebody. You can just say: “Stay with me for a while.”\n\n"
        "## If you have used\n\n"
        "Nothing is lost. What you have learned stays. Come to the meeting as usual: nobody will blame you.\n\n"
        "*Written with members of the Tuesday circle.*",
    ),
    topics=("recovery",),
    is_public=True,
    looked_days_ago=40,
)
SLEEP = Recommended(
    title=("Des nuits un peu plus calmes", "Somewhat calmer nights"),
    summary=(
        "Dormir mal est fréquent au début. Cela s’améliore, et de petites choses aident.",
        "Sleeping badly is common at first. It gets better, and small things help.",
    ),
    body=(
        "Les premières semaines, le corps cherche son rythme. C’est fatigant, et c’est normal.\n\n"
        "- Levez-vous chaque jour à la même heure, même après une mauvaise nuit.\n"
        "- Sortez à la lumière du matin, ne serait-ce que dix minutes.\n"
        "- Si vous ne dormez pas, levez-vous. Lisez quelques pages, puis recouchez-vous.\n\n"
        "Si cela dure plus d’un mois, parlez-en à un médecin ou à une infirmière.",
        "In the first weeks the body looks for its rhythm. It is tiring, and it is normal.\n\n"
        "- Get up at the same time each day, even after a bad night.\n"
        "- Go out into the morning light, if only for ten minutes.\n"
        "- If you cannot sleep, get up. Read a few pages, then go back to bed.\n\n"
        "If it lasts for more than a month, talk to a doctor or a nurse.",
    ),
    topics=("recovery",),
    looked_days_ago=70,
)
HELPLINE = Recommended(
    kind="service",
    title=("Drogue\u00a0: aide et référence", "Drugs: Help and Referral"),
    summary=(
        "Écoute et conseils sur l’alcool et les drogues, au Québec. Jour et nuit, sans donner son nom.",
        "Listening and advice about alcohol and drugs, in Quebec. Day and night, no name needed.",
    ),
    body=(
        "La personne qui répond vous écoute. Elle connaît les services de votre région. "
        "Vos proches peuvent appeler aussi.",
        "Whoever answers listens to you and knows the services of your region. Those close to you can call too.",
    ),
    phone="1 800 265-2626",
    link="https://www.aidedrogue.ca/",
    topics=("recovery", "family-ties"),
    is_public=True,
    looked_days_ago=20,
)
AROUND_HERE = Recommended(
    kind="service",
    title=("Trouver un service près de chez soi", "Finding a service near you"),
    summary=(
        "Un numéro pour tout\u00a0: logement, repas, papiers, transport.",
        "One number for everything: housing, meals, papers, transport.",
    ),
    phone="211",
    link="https://211.ca/",
    topics=("work-studies",),
    is_public=True,
    looked_days_ago=210,
)
TELLING = Recommended(
    title=("En parler à ses enfants", "Talking about it with your children"),
    summary=(
        "Des mots simples, selon l’âge. Et le droit d’attendre.",
        "Simple words for each age. And a right to wait.",
    ),
    body=(
        "Les enfants sentent presque toujours que quelque chose se passe. Ce qu’ils imaginent est souvent pire.\n\n"
        "> Maman était malade. Elle se soigne. Ce n’est pas de ta faute.\n\n"
        "- Choisissez un moment calme, en marchant ou en cuisinant.\n"
        "- Dites peu de choses, et des choses vraies.\n"
        "- Laissez venir les questions, même des semaines plus tard.\n\n"
        "Vous pouvez attendre d’aller mieux. Personne ne décide à votre place.",
        "Children nearly always sense that something is going on. What they imagine is often worse.\n\n"
        "> Mum was ill. She is being helped. It is not your fault.\n\n"
        "- Choose a calm moment, while you walk or cook.\n"
        "- Say few things, and true ones.\n"
        "- Let the questions come, even weeks later.\n\n"
        "You can wait until you feel better. Nobody decides for you.",
    ),
    topics=("family-ties",),
    looked_days_ago=120,
)
FIRST_DAY = Recommended(
    title=("Retourner au travail", ""),
    summary=("Ce qu’on doit dire, ce qu’on peut garder pour soi.", ""),
    body=(
        "Vous n’avez pas à dire la raison de votre absence. "
        "Un mot suffit\u00a0: «\u00a0J’avais besoin de me soigner.\u00a0»\n\n"
        "- Demandez si un retour progressif est possible.\n"
        "- Prévoyez qui appeler à la pause, les premiers jours.\n"
        "- Gardez une soirée libre dans la semaine.",
        "",
    ),
    topics=("work-studies",),
    looked_days_ago=15,
)
SUNDAYS = Recommended(
    title=("Les dimanches", "Sundays"),
    summary=("Pour le jour qui n’en finit pas.", "For the day that never ends."),
    body=("Une petite liste d’endroits ouverts le dimanche.", "A short list of places that are open on Sundays."),
    topics=("loneliness",),
    is_draft=True,
)
TIRED_PARENT = Recommended(
    title=("Vous reposer sans vous sentir coupable", "Resting without feeling guilty"),
    summary=(
        "Dix minutes comptent. Voici comment les trouver.",
        "Ten minutes count. Here is how to find them.",
    ),
    body=(
        "Se reposer n’enlève rien à votre enfant. Cela lui rend un parent.\n\n"
        "- Choisissez un moment fixe, même court.\n"
        "- Dites-le à voix haute\u00a0: «\u00a0Là, je me repose.\u00a0»\n"
        "- Si quelqu’un propose de l’aide, donnez une tâche précise.",
        "Resting takes nothing from your child. It gives them a parent back.\n\n"
        "- Choose a fixed moment, even a short one.\n"
        "- Say it aloud: “Now I am resting.”\n"
        "- If somebody offers to help, name one precise thing.",
    ),
    topics=("exhaustion",),
    is_public=True,
    looked_days_ago=30,
)
SCHOOL_TALK = Recommended(
    title=("Préparer une rencontre avec l’école", "Preparing a meeting with the school"),
    summary=("Une page à remplir avant d’y aller.", "One page to fill in before you go."),
    body=(
        "1. Ce que mon enfant fait bien.\n2. Ce qui est difficile en ce moment.\n3. Une chose que je demande.\n\n"
        "Venez à deux si vous le pouvez. Demandez qui fait quoi, et pour quand.",
        "1. What my child does well.\n2. What is hard at the moment.\n3. One thing that I ask for.\n\n"
        "Bring somebody along if you can. Ask who does what, and by when.",
    ),
    topics=("school", "special-needs"),
    looked_days_ago=55,
)
LISTENED = Recommended(
    kind="service",
    title=("Fil santé jeunes", "Fil santé jeunes (in French)"),
    summary=(
        "Des personnes de confiance écoutent les 12 à 25 ans. Gratuit, tous les jours, sans donner son nom.",
        "People you can trust listen to those aged 12 to 25. Free, every day, no name needed.",
    ),
    phone="0 800 235 236",
    link="https://www.filsantejeunes.com/",
    topics=("loneliness", "self-esteem"),
    is_public=True,
    looked_days_ago=25,
)
COMPARING = Recommended(
    title=("Se comparer, encore et encore", "Comparing yourself, again and again"),
    summary=(
        "Les images des autres ne montrent pas leur journée.",
        "The pictures of others do not show their day.",
    ),
    body=(
        "Se comparer est humain. Le faire cent fois par jour épuise.\n\n"
        "- Regardez comment vous vous sentez **avant** et **après** l’écran.\n"
        "- Gardez trois comptes qui vous font du bien.\n"
        "- Écrivez une chose que votre corps vous a permis de faire aujourd’hui.",
        "Comparing is human. Doing it a hundred times a day wears you out.\n\n"
        "- Notice how you feel **before** and **after** the screen.\n"
        "- Keep three accounts that do you good.\n"
        "- Write down one thing that your body let you do today.",
    ),
    topics=("others-eyes", "self-esteem"),
    looked_days_ago=35,
)

READINGS = {
    "reprendre-pied": (CRAVING, SLEEP, HELPLINE, AROUND_HERE, TELLING, FIRST_DAY, SUNDAYS),
    "same-boat-parents": (TIRED_PARENT, SCHOOL_TALK, AROUND_HERE),
    "se-voir-autrement": (COMPARING, LISTENED),
}
