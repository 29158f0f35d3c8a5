using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Takes the LaTeX commands that only change how a text looks away from it.</summary>
internal static partial class LatexText
{
    public static string Unwrap(string text)
    {
        for (var unwrapped = Dress().Replace(text, "$1"); ; unwrapped = Dress().Replace(text, "$1"))
        {
            if (unwrapped == text)
                return Delimiter().Replace(text, "");
            text = unwrapped;
        }
    }

    [GeneratedRegex(@"\\(?:text|textbf|textit|textrm|texttt|mathrm|mathbf|mathit|mathsf|boldsymbol|bm|operatorname|mbox|boxed|fbox)\s*\{([^{}]*)\}")]
    private static partial Regex Dress();

    [GeneratedRegex(@"\\[()\[\]]|\\(?=[,;!%$])")]
    private static partial Regex Delimiter();
}
