"""What a generated plan is about. Written for this purpose; nobody in it exists."""

PRIORITIES = (
    "Children are safe at home and in their community",
    "Every family gets help early",
    "Children with special educational needs are understood and included",
    "Good mental health for every child",
    "Young people are ready for adult life",
    "Children in care thrive",
    "Babies get the best start",
    "Fewer children grow up in poverty",
    "Young people are heard",
    "Schools where everybody belongs",
)

THINGS = (
    "family hubs",
    "the speech and language waiting list",
    "the neglect toolkit",
    "supported internships",
    "short breaks for disabled children",
    "the young carers’ pathway",
    "the emotional health gateway",
    "foster carer recruitment",
    "the early years inclusion fund",
    "attendance support teams",
    "the exploitation screening tool",
    "kinship care support",
    "the graduated approach in mainstream schools",
    "the school nursing offer",
    "preparing for adulthood reviews",
    "holiday activities and food",
)

DEEDS = (
    "Open {thing} in every district",
    "Agree how the partners pay for {thing}",
    "Train the workforce in {thing}",
    "Review {thing} with young people",
    "Publish what families can expect of {thing}",
    "Reduce the wait for {thing} to under twelve weeks",
    "Bring {thing} into one referral route",
    "Evaluate {thing} and decide whether to go on",
)

SENTENCES = (
    "Seven of twelve sites are open and the remaining five have a date.",
    "Recruitment went better than last quarter: four of six posts are filled.",
    "The steering group met twice and agreed the specification.",
    "Parents told us that letters were hard to follow, so we rewrote them with a group of six families.",
    "The grant was confirmed in May, a month later than expected.",
    "Waiting times fell from nineteen to fifteen weeks.",
    "Two schools have asked for more support and will get it from September.",
    "The landlord has not yet signed the lease for the second building.",
    "Training reached 214 practitioners, 61 of them in the voluntary sector.",
    "Young people on the youth council chose the name and the opening hours.",
    "Data from the health trust arrived late and could not be checked in time.",
    "An audit of thirty files found good practice in twenty-two.",
    "The new pathway has been used 48 times since it opened.",
    "Partners disagree about who holds the budget after March.",
    "The evaluation will be presented to the board in December.",
)

CRITERIA = (
    "At least 80 per cent of families say that help came when they needed it.",
    "No child waits longer than twelve weeks.",
    "Every school has a named link worker.",
    "Use is in line with the population of each district.",
)

STEPS = (
    "Sign the lease",
    "Fill the vacancies",
    "Present the evaluation",
    "Agree the funding",
    "Train the second group",
)

FORENAMES = ("Amina", "Ben", "Carys", "Daniel", "Esther", "Farid", "Grace", "Harriet", "Imran", "Jo")
SURNAMES = ("Ashdown", "Bello", "Clough", "Dunmore", "Ellery", "Farrow", "Grange", "Holt", "Ives", "Jessop")
