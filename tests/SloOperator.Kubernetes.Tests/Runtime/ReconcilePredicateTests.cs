using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class ReconcilePredicateTests
{
    private static readonly ObjectMeta _before = new()
    {
        Name = "a",
        Uid = "1",
        Generation = 1,
        ResourceVersion = "10",
        Labels = Map(("team", "shop"), ("tier", "1")),
        Annotations = null,
    };

    [Fact]
    public void A_status_write_changes_only_the_resourceVersion_and_never_requeues() =>
        IsWorth(_before with { ResourceVersion = "11" }).ShouldBeFalse();

    [Fact]
    public void A_new_generation_requeues() =>
        IsWorth(_before with { Generation = 2 }).ShouldBeTrue();

    [Fact]
    public void A_new_label_requeues() =>
        IsWorth(_before with { Labels = Map(("team", "shop")) }).ShouldBeTrue();

    [Fact]
    public void Another_label_in_place_of_one_requeues() =>
        IsWorth(_before with { Labels = Map(("team", "shop"), ("zone", "1")) }).ShouldBeTrue();

    [Fact]
    public void The_order_of_labels_does_not_matter() =>
        IsWorth(_before with { Labels = Map(("tier", "1"), ("team", "shop")) }).ShouldBeFalse();

    [Fact]
    public void A_new_annotation_requeues() =>
        IsWorth(_before with { Annotations = Map(("refresh", "now")) }).ShouldBeTrue();

    [Fact]
    public void No_annotations_and_an_empty_list_are_the_same() =>
        IsWorth(_before with { Annotations = Map() }).ShouldBeFalse();

    [Fact]
    public void A_deletion_requeues() =>
        IsWorth(
                _before with
                {
                    DeletionTimestamp = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                }
            )
            .ShouldBeTrue();

    [Fact]
    public void Another_object_of_the_same_name_requeues() =>
        IsWorth(_before with { Uid = "2" }).ShouldBeTrue();

    private static bool IsWorth(ObjectMeta after) =>
        ReconcilePredicate.IsWorthReconciling(_before, after);

    private static Dictionary<string, string> Map(params (string Key, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
