namespace QuickStart.Synthetic.Knowledge;

/// <summary>The four invented domains. Nothing in them is true of the world; within them every fact holds.</summary>
internal static class Domains
{
    public static readonly Domain[] All =
    [
        new(
            Subject.Geography,
            (["Vel", "Mor", "Tas", "Quen", "Ard", "Bel", "Osk", "Lum"], ["doria", "avia", "onia", "estan", "mark"]),
            ["northern neighbour", "oldest trading partner", "former colony"],
            [
                ("capital city", ["Port Anselm", "Kirrow", "Vasthaven", "Old Merrin", "Talgate", "Suvena", "Brackwater", "Elmspire", "Dunmarch", "Corvale"]),
                ("currency", ["the drack", "the solen", "the mirth", "the pennar", "the quill", "the harrow", "the zent", "the lorin"]),
                ("main export", ["copper ore", "black tea", "cedar timber", "salted fish", "glassware", "saffron", "marble", "sheep's wool"]),
                ("longest river", ["the Ashwend", "the Brill", "the Oun", "the Greymere", "the Tolva", "the Sarn", "the Ivel", "the Wexa"]),
            ]),
        new(
            Subject.History,
            (["Hald", "Ysol", "Bran", "Cuth", "Ethel", "Ragn", "Theo", "Wulf"], ["ric the Elder", "mund the Bold", "ine the Just", "gard the Mild", "bert the Lame"]),
            ["successor", "bitterest rival", "tutor"],
            [
                ("decisive battle", ["the field of Corran", "the siege of Ushmar", "the ford of Ell", "the bridge at Tarn", "the burning of Yeld", "the pass of Oru", "the bay of Knives", "the hill of Sorrows"]),
                ("ruling dynasty", ["the house of Marl", "the house of Vey", "the house of Orrin", "the house of Sable", "the house of Thorn", "the house of Quist", "the house of Lask"]),
                ("coronation town", ["Aldgate Minster", "Ferrow", "Highcross", "Lanmere", "Ostrick", "Pellham", "Ruthen", "Stavely"]),
                ("most famous law", ["the Edict of Mills", "the Salt Charter", "the Law of Nine Oaths", "the Grain Act", "the Forest Roll", "the Guild Statute", "the Peace of Wells"]),
            ]),
        new(
            Subject.Biology,
            (["striped", "horned", "silver", "marsh", "lesser", "spotted", "crested", "dusky"], [" ullow", " tarrik", " femmel", " grasp", " nivet"]),
            ["main predator", "closest living relative", "usual host"],
            [
                ("habitat", ["salt marsh", "cloud forest", "gravel desert", "kelp bed", "alpine meadow", "limestone cave", "peat bog", "mangrove delta"]),
                ("preferred food", ["beetle larvae", "fallen figs", "moss spores", "river snails", "pine bark", "krill", "nectar", "carrion"]),
                ("breeding season", ["early spring", "the first rains", "midsummer", "late autumn", "the winter solstice", "the dry season", "the spring tides"]),
                ("warning sign", ["a raised crest", "a low hum", "a yellow flank", "a bitter scent", "a rattling tail", "a sudden freeze", "a double click"]),
            ]),
        new(
            Subject.Chemistry,
            (["ferro", "hydra", "calo", "nitro", "pheno", "thio", "xantho", "boro"], ["lite", "zine", "trate", "phane", "xide"]),
            ["usual catalyst", "stable isomer", "main decay product"],
            [
                ("flame colour", ["lilac", "brick red", "apple green", "deep blue", "orange", "pale yellow", "white", "crimson"]),
                ("best solvent", ["cold water", "ethyl tarrate", "liquid ammonia", "warm brine", "glacial acid", "light naphtha", "molten salt"]),
                ("crystal form", ["cubic", "hexagonal", "trigonal", "tetragonal", "monoclinic", "triclinic", "orthorhombic"]),
                ("industrial use", ["dyeing leather", "etching glass", "hardening steel", "curing rubber", "bleaching paper", "purifying sugar", "lining furnaces", "tinting ceramics"]),
            ]),
    ];
}
