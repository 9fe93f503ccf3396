using System.Text;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>What happened; equal occurrences form one series, since the server lets nothing else of an event change.</summary>
internal sealed record Occurrence(
    ObjectReference Regarding,
    EventType Type,
    string Reason,
    string Action,
    string Note
)
{
    // The server's limit is 1024 bytes; the cut leaves room for the mark.
    private const int LongestNote = 1021;

    /// <summary>Cut between characters to what the server takes.</summary>
    public static string Shorten(string note)
    {
        if (Encoding.UTF8.GetByteCount(note) <= 1024)
        {
            return note;
        }

        int bytes = 0;
        int length = 0;
        foreach (Rune rune in note.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestNote)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return note[..length] + "…";
    }
}
