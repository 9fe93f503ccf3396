using FsCheck;
using FsCheck.Fluent;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Tests.Api;
using SloOperator.Kubernetes.Watch;

namespace SloOperator.Kubernetes.Tests.Watch;

public sealed class StoreTests
{
    private readonly Store<Widget> _store = new();
    private readonly List<string> _told = [];

    public StoreTests() =>
        _store.Changed += change =>
            _told.Add($"{change.Name.Name}: {Describe(change.Old)} -> {Describe(change.New)}");

    [Fact]
    public void The_store_is_synced_after_the_first_list_was_told()
    {
        bool syncedBefore = true;
        _store.Changed += _ => syncedBefore = _store.Synced.IsCompleted;

        _store.Replace([Item("a", "u1", 1)]);

        syncedBefore.ShouldBeFalse();
        _store.Synced.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_new_list_tells_deletions_that_nobody_saw()
    {
        _store.Replace([Item("a", "u1", 1), Item("b", "u2", 2), Item("c", "u3", 3)]);
        _told.Clear();

        _store.Replace([Item("b", "u2", 2), Item("c", "u3", 9), Item("d", "u4", 8)]);

        _told.ShouldBe(["a: u1@1 -> none", "c: u3@3 -> u3@9", "d: none -> u4@8"]);
    }

    [Fact]
    public void The_same_name_with_another_uid_is_a_deletion_and_an_addition()
    {
        _store.Replace([Item("a", "u1", 1), Item("b", "u2", 2)]);
        _told.Clear();

        _store.Upsert(Item("a", "u8", 8));
        _store.Replace([Item("a", "u8", 8), Item("b", "u9", 9)]);

        _told.ShouldBe([
            "a: u1@1 -> none",
            "a: none -> u8@8",
            "b: u2@2 -> none",
            "b: none -> u9@9",
        ]);
    }

    [Fact]
    public void An_event_told_twice_changes_nothing()
    {
        _store.Upsert(Item("a", "u1", 1));
        _store.Upsert(Item("a", "u1", 1));
        _store.Remove(Item("a", "u1", 2));
        _store.Remove(Item("a", "u1", 2));

        _told.ShouldBe(["a: none -> u1@1", "a: u1@1 -> none"]);
    }

    [Fact]
    public void An_old_deletion_leaves_the_object_that_has_the_name_now()
    {
        _store.Upsert(Item("a", "u2", 5));

        _store.Remove(Item("a", "u1", 4));

        _store.Find(Client.Named("a"))!.Metadata.Uid.ShouldBe("u2");
    }

    [Fact]
    public void What_is_found_is_what_was_told_last()
    {
        _store.Replace([Item("a", "u1", 1)]);
        _store.Upsert(Item("a", "u1", 2));

        _store.Find(Client.Named("a"))!.Metadata.ResourceVersion.ShouldBe("2");
        _store.Find(Client.Named("b")).ShouldBeNull();
        _store.List().ShouldHaveSingleItem();
    }

    [Fact]
    public void Who_follows_every_change_knows_what_the_store_holds() =>
        Prop.ForAll<(byte Step, byte Name, byte Uid)[]>(steps =>
            {
                var store = new Store<Widget>();
                var followed = new Dictionary<ResourceName, Decoded<Widget>>();
                bool consistent = true;
                store.Changed += change => consistent &= Follow(followed, change);
                int version = 0;
                foreach ((byte step, byte name, byte uid) in steps)
                {
                    Take(store, step, Item($"n{name % 3}", $"u{uid % 2}", ++version));
                }

                return consistent
                    && store
                        .List()
                        .OrderBy(item => item.Name.Name, StringComparer.Ordinal)
                        .SequenceEqual(
                            followed.Values.OrderBy(item => item.Name.Name, StringComparer.Ordinal)
                        );
            })
            .QuickCheckThrowOnFailure();

    private static void Take(Store<Widget> store, byte step, Decoded<Widget> item)
    {
        switch (step % 4)
        {
            case 0:
                store.Remove(item);
                break;
            case 1:
                store.Replace([item, Item("n9", "u9", 9)]);
                break;
            default:
                store.Upsert(item);
                break;
        }
    }

    /// <summary>False when the change does not start from what was told before.</summary>
    private static bool Follow(
        Dictionary<ResourceName, Decoded<Widget>> followed,
        StoreChange<Widget> change
    )
    {
        bool fits = ReferenceEquals(followed.GetValueOrDefault(change.Name), change.Old);
        followed.Remove(change.Name);
        if (change.New is { } now)
        {
            followed[change.Name] = now;
        }

        return fits;
    }

    private static string Describe(Decoded<Widget>? item) =>
        item is null ? "none" : $"{item.Metadata.Uid}@{item.Metadata.ResourceVersion}";

    private static Decoded<Widget> Item(string name, string uid, int version) =>
        Decoded<Widget>.FromValue(
            new Widget
            {
                Metadata = new ObjectMeta
                {
                    Namespace = "ns",
                    Name = name,
                    Uid = uid,
                    ResourceVersion = $"{version}",
                },
            }
        );
}
