using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Tests.Api;
using SloOperator.Kubernetes.Watch;

namespace SloOperator.Kubernetes.Tests.Watch;

public sealed class StoreChangeTests
{
    private static readonly ObjectMeta Before = new()
    {
        Namespace = "ns",
        Name = "a",
        Uid = "u1",
        ResourceVersion = "1",
        Generation = 1,
        Labels = Entry("team", "shop"),
    };

    [Fact]
    public void A_written_status_is_not_material()
    {
        ObjectMeta same = Before with
        {
            ResourceVersion = "2",
            Labels = Entry("team", "shop"),
            Annotations = new Dictionary<string, string>(StringComparer.Ordinal),
        };

        Change(same).IsMaterial.ShouldBeFalse();
    }

    [Fact]
    public void Generation_labels_annotations_and_deletion_are_material()
    {
        Change(Before with { Generation = 2 }).IsMaterial.ShouldBeTrue();
        Change(Before with { Labels = null }).IsMaterial.ShouldBeTrue();
        Change(Before with { Labels = Entry("team", "other") }).IsMaterial.ShouldBeTrue();
        Change(Before with { Labels = Entry("other", "shop") }).IsMaterial.ShouldBeTrue();
        Change(Before with { Annotations = Entry("a", "b") }).IsMaterial.ShouldBeTrue();
        Change(Before with { DeletionTimestamp = DateTimeOffset.UnixEpoch })
            .IsMaterial.ShouldBeTrue();
    }

    [Fact]
    public void Additions_deletions_and_errors_are_material()
    {
        Decoded<Widget> item = Decoded<Widget>.FromError(Before, "$.spec: found 7");
        Decoded<Widget> other = Decoded<Widget>.FromError(Before, "$.spec: found 8");

        new StoreChange<Widget>(item.Name, Old: null, item).IsMaterial.ShouldBeTrue();
        new StoreChange<Widget>(item.Name, item, New: null).IsMaterial.ShouldBeTrue();
        new StoreChange<Widget>(item.Name, item, other).IsMaterial.ShouldBeTrue();
        new StoreChange<Widget>(item.Name, item, item).IsMaterial.ShouldBeFalse();
    }

    private static Dictionary<string, string> Entry(string key, string value) =>
        new(StringComparer.Ordinal) { [key] = value };

    private static StoreChange<Widget> Change(ObjectMeta now) =>
        new(
            ResourceName.Of(Before),
            Decoded<Widget>.FromValue(new Widget { Metadata = Before }),
            Decoded<Widget>.FromValue(new Widget { Metadata = now })
        );
}
