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
        var text = string.Join('\n', Prompt.Select(message => $"{message.Role}\n{message.Text}"));
        PromptHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
        MostInputTokens = Prompt.Sum(message => Encoding.UTF8.GetByteCount(message.Text) + MessageOverhead);
    }

    public BenchmarkItem Item { get; }

    public IReadOnlyList<ChatMessage> Prompt { get; }

    public string PromptHash { get; }

    /// <summary>More tokens than the prompt can have: a token of a byte-level vocabulary stands for one byte or more.</summary>
    public int MostInputTokens { get; }
}
