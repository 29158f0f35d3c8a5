using Microsoft.Extensions.AI;

namespace Eccos.QAServe.Tests;

public sealed class PromptTemplateTests
{
    [Test]
    public void Render_Placeholders_AreReplacedOnceAndTheItemsOwnBracesStay()
    {
        var item = Items.Choice("A", "\\boxed{1}", "{{question}}") with { Question = "What is {{letters}}?" };

        var messages = new PromptTemplate("Q: {{question}}\n{{choices}}\nOne of {{letters}}, in \\boxed{}.", "Be brief.").Render(item);

        Assert.That(messages.Select(message => (message.Role, message.Text)), Is.EqualTo(new[]
        {
            (ChatRole.System, "Be brief."),
            (ChatRole.User, "Q: What is {{letters}}?\nA. \\boxed{1}\nB. {{question}}\nOne of A, B, in \\boxed{}."),
        }));
    }

    [Test]
    public void Render_LineWithoutContent_Goes() =>
        Assert.That(new PromptTemplate("{{question}}\n{{choices}}\nEnd").Render(Items.Of(TaskKind.Numeric, "1"))[0].Text, Is.EqualTo("What?\nEnd"));

    [TestCase("{{question}} {{answer}}", "'{{answer}}'")]
    [TestCase("Ask.", "lacks {{question}}")]
    public void Constructor_WrongTemplate_SaysWhatIsAllowed(string text, string message) =>
        Assert.That(() => new PromptTemplate(text), Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public void PromptSet_EveryKind_AsksTheQuestionAndNamesTheFormOfTheAnswer([Values] TaskKind kind)
    {
        var item = (kind == TaskKind.MultipleChoice ? Items.Choice("A", "x", "y") : Items.Of(kind, "1")) with { Question = "How many sheep?" };
        var text = new PromptSet()[kind].Render(item)[^1].Text;
        Assert.That(text, Does.Contain("How many sheep?").And.Not.Contain("{{").And.Contain(kind switch
        {
            TaskKind.MultipleChoice => "A, B",
            TaskKind.Numeric => "Answer: N",
            TaskKind.Mathematics => "\\boxed{}",
            _ => "few words",
        }));
    }

    [Test]
    public void With_AnotherTemplate_ReplacesItForThatKindAlone()
    {
        var prompts = new PromptSet();
        var mine = new PromptTemplate("{{question}}!");
        var changed = prompts.With(TaskKind.Numeric, mine);
        Assert.That((changed[TaskKind.Numeric], changed[TaskKind.Mathematics]), Is.EqualTo((mine, prompts[TaskKind.Mathematics])));
        Assert.That(prompts[TaskKind.Numeric], Is.Not.SameAs(mine));
    }
}
