"""The words that come first, and those that may stand with every one of them: each is declared here alone."""

# Verb -> the folder of its command.py, and what it does, in one line.
COMMANDS = {
    "today": ("day.today", "Show the day's checklist"),
    "done": ("day.done", "Tick items"),
    "undo": ("day.undo", "Take back the last change, or what was done to an item"),
    "skip": ("day.skip", "Rest from items: a rest, not a failure"),
    "swap": ("day.swap", "Put another food or practice in an item's place"),
    "ate": ("day.ate", "Log what you ate, in your own words"),
    "dish": ("day.dish", "Say once what is in a dish of yours, so that its name logs it"),
    "mood": ("day.mood", "Check in: mood, energy, gut, sleep, symptoms"),
    "plan": ("day.plan", "Show the coming days and what to buy"),
    "have": ("day.have", "Show or say what is in the kitchen"),
    "away": ("day.away", "Rest from a range of days, also ahead"),
    "shop": ("day.shop", "Show what to buy, in whole packs, less what is at home"),
    "week": ("look_back.week", "Show this week's plants against the goal"),
    "history": ("look_back.history", "Show a calendar of what was done, or one day in full"),
    "stats": ("look_back.stats", "Show figures: what was done, how often, streaks"),
    "insights": ("look_back.insights", "Show what check-ins and habits show together, if anything"),
    "trial": ("look_back.trial", "Test one thing on yourself, fairly: drawn blocks, then what they show"),
    "report": ("report", "Write one page to keep, print or show to a dietitian"),
    "explain": ("know.explain", "Explain a topic: what is known, how well, and where to read it"),
    "find": ("know.find", "Look words up in everything that gutcli knows"),
    "foods": ("know.foods", "Browse the foods; one match gives its card"),
    "practices": ("know.practices", "Browse the techniques; one match gives its steps"),
    "tips": ("know.tips", "Show today's tip, or all of them"),
    "breathe": ("breathe", "Breathe with a guide, paced live in the terminal"),
    "guide": ("breathe.guide", "Go through a practice step by step, with a gentle timer"),
    "profile": ("profile", "Show and change what gutcli knows of you"),
    "cautions": ("profile.cautions", "Show what gutcli warns about, and why"),
    "catalog": ("catalog", "Check and extend the catalog"),
    "export": ("keep.export", "Write the diary out: JSON lines, CSV or Markdown"),
    "import": ("keep.import_", "Bring in an export, a backup or another app's file"),
    "backup": ("keep.backup", "Copy the diary, and look the copy through"),
    "restore": ("keep.restore", "Go back to a copy of the diary"),
    "sync": ("keep.sync", "Share the diary with your other machines through a folder"),
    "forget": ("keep.forget", "Erase notes, days or everything, backups too"),
    "status": ("day.status", "Say how the day stands in one short line, for a prompt"),
    "remind": ("remind", "Be reminded by your system's own timer"),
    "completion": ("completion", "Print the script with which a shell completes our words"),
    "doctor": ("keep.doctor", "Show where everything is, and whether it is healthy"),
}

# Options of every command -> what they do. The frame takes them out of the words, wherever they stand.
FLAGS = {
    ("--json",): "Answer as one JSON document.",
    ("--quiet", "-q"): "Leave out warnings.",
    ("--plain",): "Say everything in words: no shapes, nothing that moves. So does ACCESSIBLE=1.",
    ("--no-pager",): "Do not send long pages through the pager.",
}

# Commands that take a word alone as the value of an option: data/commands.toml says which.
TAKE_A_WORD = ("today", "plan", "week", "remind")

# Commands that are about food alone: who is shown none gets a few kind words from the frame instead.
ABOUT_FOOD = ("foods", "ate", "have", "shop", "dish")
