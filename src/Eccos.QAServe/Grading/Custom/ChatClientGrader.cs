using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Eccos.QAServe;

/// <summary>
/// Has a language model judge an answer: it is shown the question, the references and the answer, and replies with a score. What it costs is
/// not part of a collector's spending.
/// </summary>
/// <remarks>Safe for use from any thread as far as the client is.</remarks>
public sealed partial class ChatClientGrader : IGrader
{
    private readonly IChatClient _client;
    private readonly PromptTemplate _prompt;
    private readonly ChatOptions _options;

    /// <summary>Makes a judge.</summary>
    /// <param name="client">The judging model; not disposed of.</param>
    /// <param name="prompt">
    /// What it is asked; it knows the placeholders <c>{{question}}</c>, <c>{{choices}}</c>, <c>{{references}}</c> and <c>{{response}}</c>, and must have
    /// the model end with a line "Score: " and a number from 0 to 1. <see langword="null"/> for <see cref="DefaultPrompt"/>.
    /// </param>
    /// <param name="options">Options of the request; <see langword="null"/> for temperature 0.</param>
    public ChatClientGrader(IChatClient client, PromptTemplate? prompt = null, ChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _prompt = prompt ?? DefaultPrompt;
        _options = options ?? new ChatOptions { Temperature = 0 };
    }

    /// <summary>The prompt used unless another is given.</summary>
    public static PromptTemplate DefaultPrompt { get; } = new(
        """
        Judge whether an answer to a question is correct. Only agreement with the reference counts, not style.

        Question:
        {{question}}
        {{choices}}

        Reference answers, any of which is correct:
        {{references}}

        Answer to judge:
        {{response}}

        Reply with one line: "Score: 1" when the answer is correct, "Score: 0" when it is not.
        """);

    /// <inheritdoc/>
    /// <exception cref="EccosException">The judge's reply holds no score from 0 to 1.</exception>
    public async ValueTask<Grade> GradeAsync(BenchmarkItem item, string response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(response);
        var reply = await _client.GetResponseAsync(_prompt.Render(item, response), _options, cancellationToken).ConfigureAwait(false);
        var score = Score().Match(ResponseText.WithoutMarkdown(PlainLetters.HalfWidth(reply.Text)));
        if (score.Success && double.Parse(score.Groups[1].Value, CultureInfo.InvariantCulture) is >= 0 and <= 1 and var value)
            return new Grade(value, null);
        throw new EccosException($"Item '{item.Id}': the judge replied '{reply.Text}'; its reply ends in 'Score: ' and a number from 0 to 1.");
    }

    [GeneratedRegex(@"\bscore\s*[:=]\s*([0-9]*\.?[0-9]+)", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex Score();
}
