namespace SloOperator.Sinks.Markup;

/// <summary>A piece of a line. Pieces hold no others: the subset is no deeper than document, list, item, piece.</summary>
internal abstract record MarkupInline
{
    private MarkupInline() { }

    /// <summary>A link, or the label alone where the address is none that a link may have.</summary>
    public static MarkupInline LinkTo(string label, string? address) =>
        WebAddress.TryParse(address, out WebAddress? known)
            ? new Link(label, known)
            : new Text(label);

    internal sealed record Text : MarkupInline
    {
        public Text(string value) => Value = OneLine.Of(value);

        public string Value { get; }
    }

    /// <summary>Empty when there was nothing to see in it: left out of its line.</summary>
    internal sealed record Strong : MarkupInline
    {
        internal const int Longest = 500;

        public Strong(string value) => Value = OneLine.Cut(OneLine.Of(value).Trim(), Longest);

        public string Value { get; }
    }

    /// <inheritdoc cref="Strong"/>
    internal sealed record Code : MarkupInline
    {
        internal const int Longest = 2000;

        public Code(string value) => Value = OneLine.Cut(OneLine.OfCode(value).Trim(), Longest);

        public string Value { get; }
    }

    internal sealed record Link : MarkupInline
    {
        internal const int Longest = 300;

        /// <param name="label">The address where there is nothing to see in it.</param>
        /// <param name="address">Where it leads.</param>
        public Link(string label, WebAddress address)
        {
            string line = OneLine.Cut(OneLine.Of(label).Trim(), Longest);
            Label = line.Length > 0 ? line : OneLine.Cut(address.Text, Longest);
            Address = address;
        }

        public string Label { get; }

        public WebAddress Address { get; }
    }
}
