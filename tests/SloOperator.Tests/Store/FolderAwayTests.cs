using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Store;

namespace SloOperator.Tests.Store;

/// <summary>The watched folder itself is deleted, made again, or another link's target.</summary>
public sealed class FolderAwayTests : FolderStoreScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_watched_folder_that_is_made_again_is_read_anew()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Apply("Good");

        Directory.Delete(Temporary.Root, recursive: true);
        Settle();
        Value(Shop).Spec.Size.ShouldBe(1);
        Health.Ready.ShouldBeFalse();

        Write("other.yaml", "other", "size: 2");
        Settle();

        Health.Ready.ShouldBeTrue();
        Value(new("default", "other")).Spec.Size.ShouldBe(2);
        Store.Find(Shop).ShouldBeNull();
    }

    [Fact]
    public void A_folder_below_that_is_deleted_and_made_again_changes_what_differs()
    {
        Write("team/shop.yaml", "shop", "size: 1");
        Write("team/other.yaml", "other", "size: 1");
        Folder.Look();
        Changed.Clear();

        Directory.Delete(Temporary.At("team"), recursive: true);
        Folder.Look();
        Write("team/shop.yaml", "shop", "size: 1");
        Write("team/other.yaml", "other", "size: 2");
        Settle();

        Changed.ShouldBe([new("default", "other")]);
    }

    [Fact]
    public async Task The_system_is_listened_to_anew_when_another_folder_has_taken_the_place()
    {
        string root = Temporary.At("watched");
        Directory.CreateDirectory(root);
        using var signal = new FolderSignal(root, NullLogger.Instance);
        signal.Listen();

        Directory.Move(root, root + "-old");
        Directory.CreateDirectory(root);
        signal.Listen();
        signal.Drain();

        // What is still on its way from the old folder is one notice at most.
        for (int round = 0; round < 3; round++)
        {
            using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
            Temporary.Write($"watched/{round}.yaml", "a: 1");
            await signal.WaitAsync(patience.Token);
        }
    }

    [Fact]
    public void A_link_to_another_folder_is_another_folder()
    {
        Write(".one/shop.yaml", "shop", "size: 1");
        Write(".two/shop.yaml", "shop", "size: 2");
        string link = Temporary.At("current");
        Directory.CreateSymbolicLink(link, ".one");
        using var folder = new ManifestFolder(link + "/", Time, Health, NullLoggerFactory.Instance);
        using var store = new FolderStore<Gadget>(folder, GadgetJson.Gadgets);
        folder.Look();

        Directory.CreateSymbolicLink(Temporary.At("next"), ".two");
        Posix.Rename(Temporary.At("next"), link);
        folder.Look();
        folder.Look();

        store.Find(Shop)!.Value!.Spec.Size.ShouldBe(2);
    }
}
