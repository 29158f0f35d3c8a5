using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Eccos.QAServe;

/// <summary>What a model is asked, with placeholders for the item: <c>{{question}}</c>, <c>{{choices}}</c>, <c>{{letters}}</c>.</summary>
/// <remarks>
/// A line that holds nothing but a placeholder goes when there is nothing to put there. Judges know <c>{{references}}</c> and
/// <c>{{response}}</c> too. Immutable and safe for use from any thread.
/// </remarks>
public sealed partial class PromptTemplate
{
    private static readonly string[] _names = ["question", "choices", "letters", "references", "response"];

    /// <summary>Makes a template.</summary>
    /// <param name="text">The user's message; it holds <c>{{question}}</c>.</param>
    /// <param name="system">The system message, without placeholders; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">A placeholder is not known, or the question is missing.</exception>
    public PromptTemplate(string text, string? system = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var names = Placeholder().Matches(text).Select(match => match.Groups[1].Value).ToArray();
        if (names.FirstOrDefault(name => !_names.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw new ArgumentException($"The template has the placeholder '{{{{{unknown}}}}}'; it knows {string.Join(", ", _names.Select(name => $"{{{{{name}}}}}"))}.", nameof(text));
        if (!names.Contains("question", StringComparer.Ordinal))
            throw new ArgumentException("The template lacks {{question}}; a model has to be told what is asked.", nameof(text));
        Text = text;
        System = system;
    }

    /// <summary>The user's message with its placeholders.</summary>
    public string Text { get; }

    /// <summary>The system message; <see langword="null"/> for none.</summary>
    public string? System { get; }

    /// <summary>The messages that ask an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The system message, where there is one, and the user's.</returns>
    public IReadOnlyList<ChatMessage> Render(BenchmarkItem item) => Render(item, response: "");

    internal IReadOnlyList<ChatMessage> Render(BenchmarkItem item, string response)
    {
        ArgumentNullException.ThrowIfNull(item);
        var text = EmptyLine().Replace(Text, line => Value(line.Groups[1].Value, item, response).Length == 0 ? "" : line.Value);
        text = Placeholder().Replace(text, match => Value(match.Groups[1].Value, item, response));
        var user = new ChatMessage(ChatRole.User, text);
        return System is null ? [user] : [new ChatMessage(ChatRole.System, System), user];
    }

    private static string Value(string name, BenchmarkItem item, string response) => name switch
    {
        "question" => item.Question,
        "choices" => item.LetteredChoices(),
        "letters" => string.Join(", ", Enumerable.Range(0, item.Choices.Count).Select(BenchmarkItem.Letter)),
        "references" => string.Join('\n', item.Answers),
        _ => response,
    };

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^[^\S\n]*\{\{(\w+)\}\}[^\S\n]*(?:\n|\z)", RegexOptions.Multiline)]
    private static partial Regex EmptyLine();
}
