using Eccos.Observations;

namespace Eccos.QAServe.Tests;

public sealed class BenchmarkFileTests
{
    [Test]
    public async Task Read_MmluJsonLines_TurnsThePlaceIntoALetter()
    {
        var items = await Texts.ReadAsync(BenchmarkFormat.Mmlu, "mmlu.jsonl", """
            {"question": "Which gas do plants take in?", "subject": "high_school_biology", "choices": ["oxygen", "carbon dioxide", "helium", "argon"], "answer": 1}

            {"question": "2 + 2 = ?", "subject": "elementary_mathematics", "choices": ["3", "4", "5", "6"], "answer": "B"}
            """);

        Assert.That(items.Select(item => item.Answers[0]), Is.EqualTo(new[] { "B", "B" }));
        Assert.That(items[0].Source, Is.EqualTo("mmlu:high_school_biology"));
        Assert.That(items[0].QueryText(), Is.EqualTo("Which gas do plants take in?\nA. oxygen\nB. carbon dioxide\nC. helium\nD. argon"));
        Assert.That(items.Select(item => item.Id), Is.EqualTo(new[] { "mmlu-1", "mmlu-2" }));
    }

    [Test]
    public async Task Read_MmluCsvWithoutHeader_TakesTheColumnsInTheirOrder()
    {
        var items = await Texts.ReadAsync(BenchmarkFormat.Mmlu, "abstract_algebra.csv", "\"Let p = (1, 2)\nand q = \"\"id\"\". Which?\",0,1,2,3,C\nNext?,w,x,y,z,A\n");

        Assert.That(items[0].Question, Is.EqualTo("Let p = (1, 2)\nand q = \"id\". Which?"));
        Assert.That(items[0].Choices, Is.EqualTo(new[] { "0", "1", "2", "3" }));
        Assert.That(items.Select(item => item.Answers[0]), Is.EqualTo(new[] { "C", "A" }));
    }

    [Test]
    public async Task Read_MmluCsvWithHeader_GoesByTheNames()
    {
        var items = await Texts.ReadAsync(BenchmarkFormat.Mmlu, "x.csv", "subject,answer,question,A,B,C,D\nlaw,D,Who?,a,b,c,d\n");

        Assert.That((items[0].Answers[0], items[0].Question, items[0].Choices[3], items[0].Source), Is.EqualTo(("D", "Who?", "d", "mmlu:law")));
    }

    [Test]
    public async Task Read_MmluProJsonLines_KeepsTenChoicesAndTheIdOfTheQuestion()
    {
        var items = await Texts.ReadAsync(BenchmarkFormat.MmluPro, "test.jsonl", """
            {"question_id": 70, "question": "Typical advertising bodies ____.", "options": ["a","b","c","d","e","f","g","h","i","j"], "answer": "I", "answer_index": 8, "cot_content": "", "category": "business", "src": "made"}
            """);

        Assert.That((items[0].Id, items[0].Answers[0], items[0].Choices.Count, items[0].Source), Is.EqualTo(("mmlu-pro-70", "I", 10, "mmlu-pro:business")));
    }

    [Test]
    public async Task Read_MmluProCsv_UnderstandsListsAsPythonAndNumPyWriteThem()
    {
        var items = await Texts.ReadAsync(BenchmarkFormat.MmluPro, "test.csv", "question_id,question,options,answer,answer_index,category\n"
            + "1,Q1,\"['it''s', \"\"don't\"\", 'a\\nb']\",B,1,law\n".Replace("it''s", "it\\'s", StringComparison.Ordinal)
            + "2,Q2,\"['x' 'y'\n 'z']\",C,2,law\n"
            + "3,Q3,\"[\"\"p\"\", \"\"q\"\"]\",A,0,law\n");

        Assert.That(items[0].Choices, Is.EqualTo(new[] { "it's", "don't", "a\nb" }));
        Assert.That(items[1].Choices, Is.EqualTo(new[] { "x", "y", "z" }));
        Assert.That(items[2].Choices, Is.EqualTo(new[] { "p", "q" }));
    }

    [TestCase("[\"caf\\u00e9\", \"tea\"]", "café")]
    [TestCase("[\"\\ud83d\\ude00\", \"tea\"]", "😀")]
    [TestCase("['10\\xa0km', 'tea']", "10\u00a0km")]
    [TestCase("['\\U0001f600', 'tea']", "😀")]
    [TestCase("['a\\x0cb\\fc\\b', 'tea']", "a\fb\fc\b")]
    [TestCase("['\\\\xi \\underline \\Uffffffff', 'tea']", "\\xi \\underline \\Uffffffff")]
    public async Task Read_MmluCsv_UnderstandsTheEscapesOfJsonAndPython(string list, string first)
    {
        var items = await Texts.ReadAsync(BenchmarkFormat.Mmlu, "x.csv", $"question,choices,answer\nWhich?,\"{list.Replace("\"", "\"\"", StringComparison.Ordinal)}\",0\n");

        Assert.That(items[0].Choices[0], Is.EqualTo(first));
    }

    [Test]
    public async Task Read_Gsm8k_TakesTheNumberBehindTheMark()
    {
        var items = await Texts.ReadAsync(BenchmarkFormat.Gsm8k, "train.jsonl", """
            {"question": "Ann has 3 hens.", "answer": "She has <<3*6=18>>18 eggs.\n#### 18"}
            {"question": "And a million?", "answer": "#### 1,000,000"}
            {"question": "Cold?", "answer": "It falls.\n#### -5"}
            """);

        Assert.That(items.Select(item => item.Answers[0]), Is.EqualTo(new[] { "18", "1,000,000", "-5" }));
        Assert.That(items, Has.All.Property(nameof(BenchmarkItem.Kind)).EqualTo(TaskKind.Numeric));
    }

    [Test]
    public async Task Read_Math_TakesTheLastBoxOrTheAnswerField()
    {
        var items = await Texts.ReadAsync(BenchmarkFormat.Math, "test.jsonl", """
            {"problem": "Half of 3?", "level": "Level 1", "type": "Prealgebra", "solution": "Not $\\boxed{2}$ but $\\boxed{\\frac{3}{2}}$."}
            {"problem": "Solve.", "solution": "see there", "answer": "\\left\\{1, 2\\right\\}", "subject": "Algebra", "level": 5, "unique_id": "test/algebra/1.json"}
            """);

        Assert.That(items.Select(item => item.Answers[0]), Is.EqualTo(new[] { "\\frac{3}{2}", "\\left\\{1, 2\\right\\}" }));
        Assert.That(items.Select(item => item.Source), Is.EqualTo(new[] { "math:Prealgebra", "math:Algebra" }));
        Assert.That(items[1].Id, Is.EqualTo("math-test/algebra/1.json"));
    }

    [Test]
    public async Task Read_ShortAnswers_MayHaveSeveralReferences()
    {
        var items = await Texts.ReadAsync(BenchmarkFormat.ShortAnswer, "nq.jsonl", """
            {"id": "a", "question": "who wrote emma", "answer": ["Jane Austen", "Austen"], "source": "nq"}
            {"question": "capital of france", "answer": "Paris"}
            """);

        Assert.That(items[0].Answers, Is.EqualTo(new[] { "Jane Austen", "Austen" }));
        Assert.That((items[1].Id, items[1].Answers[0]), Is.EqualTo(("short-2", "Paris")));
    }

    [TestCase(BenchmarkFormat.Gsm8k, "f.jsonl", "{\"question\": \"a\", \"answer\": \"#### 1\"}\n{\"question\": \"b\"}", "f.jsonl, line 2, field 'answer': is missing")]
    [TestCase(BenchmarkFormat.Gsm8k, "f.jsonl", "{\"question\": \"a\", \"answer\": \"18\"}", "line 1, field 'answer': holds no '####'")]
    [TestCase(BenchmarkFormat.Gsm8k, "f.jsonl", "{\"question\": \"a\", \"answer\": \"#### many\"}", "has 'many' behind '####'")]
    [TestCase(BenchmarkFormat.Gsm8k, "f.jsonl", "{\"question\": \"a\"", "line 1: is not JSON")]
    [TestCase(BenchmarkFormat.Gsm8k, "f.jsonl", "\n[1]", "line 2: is a JSON Array; a line holds one object")]
    [TestCase(BenchmarkFormat.Gsm8k, "f.jsonl", "{\"question\": [\"a\"], \"answer\": \"#### 1\"}", "field 'question': is a JSON Array")]
    [TestCase(BenchmarkFormat.Math, "f.jsonl", "{\"problem\": \"a\", \"solution\": \"2\"}", "field 'solution': holds no \\boxed{}")]
    [TestCase(BenchmarkFormat.Mmlu, "f.jsonl", "{\"question\": \"a\", \"choices\": [\"x\", \"y\"], \"answer\": 2}", "is one letter from A to B")]
    [TestCase(BenchmarkFormat.Mmlu, "f.jsonl", "{\"question\": \"a\", \"choices\": [0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6], \"answer\": 26}", "it has 27 choices")]
    [TestCase(BenchmarkFormat.Mmlu, "f.jsonl", "{\"question\": \"\\ud83d?\", \"choices\": [\"x\", \"y\"], \"answer\": 0}", "line 1, field 'question': is no Unicode text")]
    [TestCase(BenchmarkFormat.Mmlu, "f.jsonl", "{\"question\": \"a\", \"choices\": [\"x\", \"\\ude00\"], \"answer\": 0}", "field 'choices': is no Unicode text")]
    [TestCase(BenchmarkFormat.Mmlu, "f.jsonl", "{\"question\": \"a\", \"choices\": {\"x\": 1}, \"answer\": 0}", "field 'choices': is a JSON Object")]
    [TestCase(BenchmarkFormat.MmluPro, "f.jsonl", "{\"question\": \"a\", \"options\": [\"x\", \"y\"], \"answer\": \"A\", \"answer_index\": 1}", "field 'answer_index': is 1, and the answer is 'A'")]
    [TestCase(BenchmarkFormat.MmluPro, "f.jsonl", "{\"question_id\": 1, \"question\": \"a\", \"options\": [\"x\", \"y\"], \"answer\": \"A\"}\n{\"question_id\": 1, \"question\": \"a\", \"options\": [\"x\", \"y\"], \"answer\": \"A\"}", "line 2: the id 'mmlu-pro-1' stands in an earlier line")]
    [TestCase(BenchmarkFormat.MmluPro, "f.csv", "question,options,answer\nQ,\"['x, 'y']\",A\n", "field 'options': is '['x, 'y']'; a list is")]
    [TestCase(BenchmarkFormat.Mmlu, "f.csv", "Q,a,b,c,A\n", "line 1: has 5 fields; without a header it has question, A, B, C, D, answer")]
    [TestCase(BenchmarkFormat.Mmlu, "f.csv", "Q,a,b,c,d,A\nQ,a,b,c,A\n", "line 2: has 5 fields; the first record has 6")]
    [TestCase(BenchmarkFormat.Mmlu, "f.csv", "\"Q\n2\",a,b,c,d,A\nQ,a,b,c,d,E\n", "line 3: the reference answer is 'E'")]
    [TestCase(BenchmarkFormat.Mmlu, "f.csv", "Q,a,b,c,d,A\n\"Q,a,b,c,d,A\n", "line 2: has a quotation mark that is not closed")]
    [TestCase(BenchmarkFormat.Mmlu, "f.csv", "Q,a,b\"x\",c,d,A\n", "line 1: has a quotation mark")]
    [TestCase(BenchmarkFormat.Mmlu, "f.csv", "question,question,A,B,C,D,answer\n", "the column 'question' stands twice")]
    public void Read_BrokenFile_NamesFileLineAndField(BenchmarkFormat format, string name, string text, string message) => Assert.That(
        async () => await Texts.ReadAsync(format, name, text),
        Throws.TypeOf<QAServeFormatException>().With.Message.Contains(message).And.Message.StartsWith(name));

    [Test]
    public async Task Read_BytesThatAreNoUtf8_AreAnError()
    {
        using var stream = new MemoryStream([.. "{\"question\": \""u8, 0xff, .. "\"}"u8]);
        var problem = await Task.FromResult(Assert.CatchAsync<QAServeFormatException>(async () => await BenchmarkFile.ReadAsync(stream, "f.jsonl", BenchmarkFormat.Gsm8k).ToListAsync()));
        Assert.That(problem!.Message, Does.Contain("f.jsonl, line 1: is not UTF-8"));
    }

    [Test]
    public async Task Read_LongStream_ReadsNoFurtherThanAskedFor()
    {
        var row = "{\"question\": \"q\", \"answer\": \"#### 1\"}\n";
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(row, 100_000))));

        await BenchmarkFile.ReadAsync(stream, "f.jsonl", BenchmarkFormat.Gsm8k).FirstAsync();

        Assert.That(stream.Position, Is.LessThan(1 << 18));
    }
}
