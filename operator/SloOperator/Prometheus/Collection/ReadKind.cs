namespace SloOperator.Prometheus.Collection;

/// <summary>Why a stretch of time is read.</summary>
internal enum ReadKind
{
    /// <summary>The whole window, into a new ledger.</summary>
    Fresh,

    /// <summary>What was missed while Prometheus or the operator was away.</summary>
    Gap,

    /// <summary>The last three buckets: the new one, and two again for samples that came late.</summary>
    Boundary,

    /// <summary>The five minutes up to now, off the grid.</summary>
    Live,

    /// <summary>The window's far end in full detail, which the ledger only keeps in hours.</summary>
    Edge,

    /// <summary>An hour in full detail that the ledger only keeps the sum of.</summary>
    Hour,

    /// <summary>A part of one bucket.</summary>
    Piece,
}
