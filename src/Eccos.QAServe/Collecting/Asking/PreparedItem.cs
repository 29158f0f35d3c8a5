using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace Eccos.QAServe;

/// <summary>An item with its prompt.</summary>
internal sealed class PreparedItem
{
    private const int MessageOverhead = 16;

    public PreparedItem(BenchmarkItem item, PromptSet prompts)
    {
        Item = item;
        Prompt = prompts[item.Kind].Render(item);
    }

    public BenchmarkItem Item { get; }

    public IReadOnlyList<ChatMessage> Prompt { get; }

    /// <summary>A hash of the prompt, by which an answer to another one is recognised.</summary>
    /// <param name="added">What the endpoint's options add to it; may be empty.</param>
    public string PromptHash(string added)
    {
        var text = string.Join('\n', Prompt.Select(message => $"{message.Role}\n{message.Text}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(added.Length == 0 ? text : $"{added}\n{text}")).AsSpan(0, 8));
    }

    /// <summary>More tokens than the prompt can have: a token of a byte-level vocabulary stands for one byte or more.</summary>
    /// <param name="added">What the endpoint's options add to it; may be empty.</param>
    public int MostInputTokens(string added) => Prompt.Select(message => message.Text).Append(added).Where(text => text.Length > 0).Sum(text => Encoding.UTF8.GetByteCount(text) + MessageOverhead);
}
