namespace SloOperator.Demo;

/// <summary>Shows a text that changes: in place on a terminal, one below the other elsewhere.</summary>
internal sealed class Screen(TextWriter output, bool isTerminal)
{
    private const string Home = "\e[H";
    private const string EndOfLine = "\e[K\n";
    private const string EndOfScreen = "\e[J";
    private const string Everything = "\e[2J";

    private bool _used;

    /// <summary>Often enough to see it move; a log is not to be flooded.</summary>
    public TimeSpan Pace { get; } = TimeSpan.FromSeconds(isTerminal ? 2 : 15);

    public void Show(string text)
    {
        // Written over the old text and not after clearing it, which would flicker.
        output.Write(
            isTerminal
                ? (_used ? "" : Everything) + Home + InPlace(text) + EndOfScreen
                : text + "\n"
        );
        output.Flush();
        _used = true;
    }

    private static string InPlace(string text) =>
        text.Replace("\n", EndOfLine, StringComparison.Ordinal);
}
