using System.Text;

namespace SloOperator.Sinks.Markup;

/// <summary>Cuts a document at the edge of a node where it is too long as written, and says that it was cut.</summary>
internal static class FittedText
{
    private static readonly MarkupBlock Notice = new MarkupBlock.Paragraph(
        new MarkupLine([new MarkupInline.Text("The rest was cut: the text was too long.")])
    );

    /// <summary>As much as fits into so many bytes of UTF-8.</summary>
    /// <param name="document">What is to be written.</param>
    /// <param name="mostBytes">At least 512, so that the notice fits.</param>
    /// <param name="write">Writes more for more parts.</param>
    public static string Write(
        MarkupDocument document,
        int mostBytes,
        Func<MarkupDocument, string> write
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostBytes, 512);
        string whole = write(document);
        if (Encoding.UTF8.GetByteCount(whole) <= mostBytes)
        {
            return whole;
        }

        (int fits, int tooMany) = (0, document.Parts);
        while (tooMany - fits > 1)
        {
            int half = fits + ((tooMany - fits) / 2);
            bool isSmall = Encoding.UTF8.GetByteCount(Cut(document, half, write)) <= mostBytes;
            (fits, tooMany) = isSmall ? (half, tooMany) : (fits, half);
        }

        return Cut(document, fits, write);
    }

    private static string Cut(
        MarkupDocument document,
        int parts,
        Func<MarkupDocument, string> write
    ) => write(document.First(parts).Add(Notice));
}
