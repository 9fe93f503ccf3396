using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Store;

public sealed class FolderStoreChangeTests : FolderStoreScenario
{
    [Fact]
    public void A_comment_is_no_change_and_a_label_is()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Changed.Clear();

        Write("shop.yaml", "shop", "size: 1 # a comment");
        Settle();
        Changed.ShouldBeEmpty();

        Write("shop.yaml", "shop", "size: 1", "  labels: {a: b}\n");
        Settle();
        Changed.ShouldBe([Shop]);
        Value(Shop).Metadata.Generation.ShouldBe(1);
    }

    [Fact]
    public void A_change_counts_at_the_second_look_that_sees_it()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Write("shop.yaml", "shop", "size: 22");

        Folder.Look().ShouldBeTrue();
        Value(Shop).Spec.Size.ShouldBe(1);

        Folder.Look().ShouldBeFalse();
        Value(Shop).Spec.Size.ShouldBe(22);
    }

    [Fact]
    public void A_file_that_an_editor_moves_away_and_writes_anew_deletes_nothing()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Changed.Clear();

        File.Move(path, path + "~");
        Folder.Look();
        File.Move(path + "~", path);
        Settle();

        Changed.ShouldBeEmpty();
        Value(Shop).Spec.Size.ShouldBe(1);
    }

    [Fact]
    public void A_file_replaced_by_rename_is_read_anew_even_with_the_same_length()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        Folder.Look();

        string next = Write("next.tmp", "shop", "size: 2");
        File.SetLastWriteTimeUtc(next, File.GetLastWriteTimeUtc(path) - TimeSpan.FromDays(1));
        File.Move(next, path, overwrite: true);
        Settle();

        Value(Shop).Spec.Size.ShouldBe(2);
    }

    [Fact]
    public void A_file_that_becomes_unreadable_keeps_what_it_said_before()
    {
        Write("shop.yaml", "shop", "size: 1");
        Write("other.yaml", "other", "size: 1");
        Folder.Look();
        Changed.Clear();

        Temporary.Write("shop.yaml", "apiVersion: test.dev/v1\nkind: Gadget\nmetadata: {name: sh");
        Write("other.yaml", "other", "size: 2");
        Settle();

        Value(Shop).Spec.Size.ShouldBe(1);
        Changed.ShouldBe([new ResourceName("default", "other")]);
        Folder
            .Problems.Current.Single()
            .ToString()
            .ShouldEndWith("what the file said before stays in force");
    }

    [Fact]
    public void A_deleted_folder_deletes_its_objects_and_their_state()
    {
        Write("team/shop.yaml", "shop", "size: 1");
        Folder.Look();
        string state = Temporary.At(".slo-operator", "gadgets", "default", "shop.json");
        Apply("Good");
        File.Exists(state).ShouldBeTrue();
        Changed.Clear();

        Directory.Delete(Temporary.At("team"), recursive: true);
        Settle();

        Store.List().ShouldBeEmpty();
        Changed.ShouldBe([Shop]);
        File.Exists(state).ShouldBeFalse();
    }

    [Fact]
    public void When_the_whole_folder_is_away_the_objects_stay_and_health_says_so()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();

        Directory.Move(Temporary.Root, Temporary.Root + "-away");
        Settle();
        Directory.Move(Temporary.Root + "-away", Temporary.Root);

        Value(Shop).Spec.Size.ShouldBe(1);
        Health.Ready.ShouldBeFalse();
        Folder.Problems.Current.Single().Message.ShouldBe("no such file or folder");
    }
}
