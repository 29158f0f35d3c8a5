namespace QuickStart.Synthetic.Arithmetic;

/// <summary>The worlds and the sentences they share.</summary>
internal static class Scenarios
{
    public static readonly string[] People =
        ["Amina", "Bruno", "Chloe", "Daniel", "Elif", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kavya", "Liam", "Mei", "Nora", "Omar", "Priya"];

    public static readonly string[] Multiplications =
        ["By the next week there are {n} times as many {things}.", "{who} then gets {n} times the number of {things}.", "A new order multiplies the {things} by {n}."];

    public static readonly string[] Divisions =
        [
            "The {things} are shared out equally among {n} groups, and only one group's share is counted from here on.",
            "{who} splits the {things} evenly into {n} lots and keeps one of them.",
        ];

    public static readonly string[] Percentages =
        ["Of these, {n} percent of the {things} remain.", "After a check only {n} percent of the {things} are kept.", "{who} holds on to {n} percent of the {things}."];

    public static readonly string[] Questions =
        ["How many {things} are there in the end?", "What is the final number of {things}?", "How many {things} does that leave?"];

    public static readonly Scenario[] All =
    [
        new("rolls", "{who} bakes {n} rolls before the shop opens.",
            ["Another {n} rolls come out of the oven.", "A neighbour brings {n} rolls."],
            ["{n} rolls are sold before noon.", "{n} rolls burn and are thrown away."],
            ["The oven was bought {n} years ago.", "The bakery opens at {n} minutes past six."]),
        new("books", "A library starts the month with {n} books.",
            ["A donation adds {n} books.", "{who} returns {n} books."],
            ["Readers borrow {n} books.", "{n} worn books are taken off the shelves."],
            ["The reading room has {n} chairs.", "{who} lives {n} metres from the library."]),
        new("litres", "A tank holds {n} litres of water.",
            ["Rain adds {n} litres.", "{who} pumps in {n} litres."],
            ["The garden takes {n} litres.", "A leak loses {n} litres."],
            ["The tank stands {n} metres from the house.", "The pump weighs {n} kilograms."]),
        new("dollars", "{who} has saved {n} dollars.",
            ["A birthday brings {n} dollars.", "{who} earns {n} dollars by mowing lawns."],
            ["A pair of shoes costs {n} dollars, which {who} pays.", "{who} lends a friend {n} dollars."],
            ["The bank is {n} streets away.", "{who} is saving for a bicycle with {n} gears."]),
        new("kilometres", "A lorry driven by {who} covers {n} kilometres on the first day.",
            ["On the next day it covers {n} kilometres more.", "A detour adds {n} kilometres to the count."],
            ["{n} kilometres were counted twice and are struck from the log.", "The log is corrected downwards by {n} kilometres."],
            ["The lorry carries {n} crates.", "Diesel is sold at {n} pumps along the way."]),
        new("sheep", "A farmer called {who} keeps {n} sheep.",
            ["{n} lambs are born and counted as sheep.", "{who} buys {n} sheep at the market."],
            ["{n} sheep are sold.", "{n} sheep wander off and are not found."],
            ["The farm also has {n} hens.", "The barn was painted {n} years ago."]),
        new("marbles", "{who} owns {n} marbles.",
            ["{who} wins {n} marbles in a game.", "An uncle gives {who} {n} marbles."],
            ["{who} loses {n} marbles in the grass.", "{who} gives a sister {n} marbles."],
            ["The marbles are kept in a box {n} centimetres wide.", "{who} is in a class of {n} children."]),
        new("tickets", "A theatre prints {n} tickets.",
            ["It prints {n} tickets more.", "{n} returned tickets go back on sale."],
            ["{n} tickets are sold on the first evening.", "{who} sets {n} tickets aside for the cast."],
            ["The play lasts {n} minutes.", "The stage is lit by {n} lamps."]),
        new("bricks", "{who} has {n} bricks delivered to a building site.",
            ["A second lorry brings {n} bricks.", "{n} bricks are found behind the shed."],
            ["A wall uses up {n} bricks.", "{n} bricks are cracked and sorted out."],
            ["The house will have {n} windows.", "The builders start at {n} minutes past seven."]),
        new("grams", "{who} weighs out {n} grams of flour.",
            ["{who} stirs in {n} grams more.", "The recipe calls for another {n} grams."],
            ["{n} grams stick to the bowl and are lost.", "{who} takes out {n} grams for the dusting."],
            ["The cake bakes for {n} minutes.", "The kitchen scale cost {n} dollars."]),
        new("votes", "In a local election {who} has {n} votes after the first count.",
            ["Postal ballots add {n} votes.", "A late district reports {n} votes for {who}."],
            ["{n} votes are found to be invalid.", "A recount takes away {n} votes."],
            ["The town hall has {n} steps.", "Polling stations were open for {n} hours."]),
        new("stamps", "The collection of {who} holds {n} stamps.",
            ["An auction adds {n} stamps.", "{who} is sent {n} stamps by a pen friend."],
            ["{who} swaps away {n} stamps.", "{n} stamps are torn and thrown out."],
            ["The album has {n} pages.", "{who} has collected for {n} years."]),
    ];
}
