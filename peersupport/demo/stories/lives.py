"""What happens around the circles of the demo, in the language that each of them speaks."""

from peersupport.demo.story import Away, Debriefing, Evening, Life

TUESDAY = Life(
    rules=(
        "On laisse son téléphone dans la boîte, près de la porte.\n"
        "On ne donne pas de conseil, sauf si on nous en demande un.\n"
        "Qui a besoin d’air sort un moment, sans s’expliquer."
    ),
    unread=("marc", "denise"),
    agenda=(
        ("On s’installe, on se sert un café", 10, False),
        ("Lecture des règles", 5, False),
        ("Tour de table\u00a0: comment s’est passée la semaine\u202f?", 3, True),
        ("Le thème du soir", 30, False),
        ("Une chose à emporter, et au revoir", 10, False),
    ),
    last=Evening(
        note="Le tour de table a pris du temps. Le groupe a bien écouté.",
        themes=("les fêtes en famille", "demander de l’aide"),
        carry_over="Demander à Marc comment s’est passé l’entretien.",
        walk_ins=("Réjean",),
        follow_up="Demander à la salle une deuxième clé.",
        late="ti-guy",
    ),
    debriefs=(
        Debriefing("felix", "heavy", "La tension de la semaine d’avant me reste un peu. J’en parle avec Lucie jeudi."),
    ),
    addition="Karim a rappelé le lendemain\u00a0: il va bien, il avait mal dormi.",
    stayed_away="nadia",
    away=(Away("felix", 2, "Un mariage dans la famille.", stand_in="lucie"),),
)
THURSDAY = Life(
    rules="We come with the camera on for the round, if we can.\nWe say our name before we speak.",
    agenda=(
        ("Sound check and hello", 5, False),
        ("Round: one word for today", 2, True),
        ("Open talk", 50, False),
        ("Closing word", 10, False),
    ),
    last=Evening(note="Quiet and warm.", themes=("first winter sober",), late="niall"),
    away=(Away("lucie", 1, "I am having a small operation that week."),),
)
SATURDAY = Life(
    last=Evening(
        note="Belle matinée. On a parlé surtout du travail.",
        themes=("retrouver un travail",),
        carry_over="Odette apporte les adresses dont elle a parlé.",
        late="luis",
    ),
    second=Evening(
        note="Matinée un peu lourde au début, plus légère à la fin.",
        themes=("retrouver un travail", "l’argent"),
        carry_over="Revenir sur les dettes\u00a0: Yvon n’a pas pu finir.",
        walk_ins=("Mathilde",),
        follow_up="Trouver le numéro de l’aide au budget.",
        late="manon",
    ),
    debriefs=(Debriefing("lucie", "light", "On s’est bien relayés."),),
    waits=("etienne", "lorraine", "bao"),
)
WEDNESDAY = Life(
    rules=(
        "What is said here about a child stays here.\n"
        "No advice on treatment: we share what we tried.\n"
        "If a child needs you, just go. No need to explain."
    ),
    unread=("priya", "greg"),
    agenda=(
        ("Arriving, sound and captions", 5, False),
        ("How was your fortnight?", 3, True),
        ("One thing that weighs", 25, False),
        ("One thing that works", 15, False),
        ("Goodbye until next time", 5, False),
    ),
    last=Evening(
        note="Much laughter about school forms. The round ran long.",
        themes=("school meetings", "sleep"),
        carry_over="Kofi promised to tell how the meeting at school went.",
        follow_up="Send everybody the list of respite services.",
        late="kofi",
    ),
    debriefs=(Debriefing("amadou", "talk", "One story was close to mine. I would like ten minutes with Hélène."),),
    addition="The captions failed for a quarter of an hour. We have asked the provider.",
    stayed_away="greg",
    ends="The open table",
)
WORKSHOP = Life(
    themes=(
        "The evening before school",
        "Homework without tears",
        "Falling asleep",
        "Night waking",
        "Talking with the teacher",
        "What we take with us",
    ),
    away=(Away("amadou", 0, "My own son has an appointment."),),
)
MONDAY = Life(
    rules="On ne fait pas de capture d’écran.\nOn ne partage le numéro de personne.\nOn peut écrire au lieu de parler.",
    unread=("tiago",),
    themes=(
        "Dire non",
        "Les réseaux et moi",
        "Le regard des autres",
        "Se comparer",
        "Une chose que je sais faire",
        "Demander de l’aide",
    ),
    last=Evening(
        note="On a ri. Deux ont surtout écrit.",
        themes=("les réseaux",),
        carry_over="Revenir sur les messages de nuit\u00a0: le sujet était lancé.",
        late="enzo",
    ),
)
