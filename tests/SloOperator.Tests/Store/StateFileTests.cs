using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Store;

/// <summary>The state files over the life of their objects, and health over that of the state files.</summary>
public sealed class StateFileTests : FolderStoreScenario
{
    private static readonly ResourceName Other = new("default", "other");

    [Fact]
    public void The_state_of_an_object_deleted_while_nobody_watched_is_removed_at_the_start()
    {
        string gone = Write("shop.yaml", "shop", "size: 1");
        Write("other.yaml", "other", "size: 1");
        Folder.Look();
        Apply("Good");
        string kept = State("other");
        Temporary.Write(kept, "{}");
        Temporary.Write(State("other") + ".tmp", "{ half");

        File.Delete(gone);
        Reopen();
        Folder.Look();

        StateFiles().ShouldBe([Temporary.At(kept)]);
    }

    [Theory]
    [InlineData("apiVersion: [")]
    [InlineData("")]
    public void Nothing_is_removed_while_a_file_cannot_be_read_and_the_state_comes_back_with_it(
        string broken
    )
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Apply("Good");
        Time.Advance(TimeSpan.FromHours(1));

        Temporary.Write("shop.yaml", broken);
        Reopen();
        Folder.Look();
        Store.List().ShouldBeEmpty();
        Write("shop.yaml", "shop", "size: 1");
        Settle();

        Value(Shop).Status!.Phase.ShouldBe("Good");
        Value(Shop).Metadata.CreationTimestamp.ShouldBe(Start);
    }

    [Fact]
    public void Nothing_is_removed_while_a_folder_cannot_be_read()
    {
        Write("team/shop.yaml", "shop", "size: 1");
        Folder.Look();
        Apply("Good");
        string team = Temporary.At("team");
        Posix.SetMode(Temporary.Root, Posix.OpenToWrite);
        // Or else the ordinary user of this test may not delete it anyway.
        Posix.SetMode(Path.GetDirectoryName(Temporary.At(State("shop")))!, Posix.OpenToWrite);

        Posix.SetMode(team, Posix.Closed);
        Reopen();
        Posix.AsOrdinaryUser(() => Folder.Look());
        Posix.SetMode(team, Posix.Open);
        Settle();

        Value(Shop).Status!.Phase.ShouldBe("Good");
    }

    [Fact]
    public async Task A_name_as_long_as_a_cluster_allows_has_a_state_file()
    {
        string name = string.Join('.', Enumerable.Repeat(new string('n', 61), 4)) + ".five";
        name.Length.ShouldBe(252);
        Write("long.yaml", name, "size: 1");
        Write("longer.yaml", name[..^1] + "o", "size: 1");
        Folder.Look();

        (await ApplyAsync(Value(new("default", name)), "Good")).ShouldBeTrue();
        (await ApplyAsync(Value(new("default", name[..^1] + "o")), "Bad")).ShouldBeTrue();
        Reopen();
        Folder.Look();

        Value(new("default", name)).Status!.Phase.ShouldBe("Good");
        Value(new("default", name[..^1] + "o")).Status!.Phase.ShouldBe("Bad");
    }

    [Fact]
    public async Task One_object_whose_state_can_be_written_does_not_hide_another_whose_cannot()
    {
        Write("shop.yaml", "shop", "size: 1");
        Write("other.yaml", "other", "size: 1");
        Folder.Look();
        Directory.CreateDirectory(Temporary.At(State("shop") + ".tmp"));

        await Should.ThrowAsync<IOException>(() => ApplyAsync(Value(Shop), "Good"));
        (await ApplyAsync(Value(Other), "Good")).ShouldBeTrue();

        Health.Ready.ShouldBeFalse();
        Health
            .Facts.Single(fact => fact.Part == "state files of gadgets")
            .Message.ShouldStartWith("Writing the status of Gadget default/shop to ");
    }

    [Fact]
    public async Task Health_recovers_when_the_object_whose_state_cannot_be_written_is_deleted()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Directory.CreateDirectory(Temporary.At(State("shop") + ".tmp"));
        await Should.ThrowAsync<IOException>(() => ApplyAsync(Value(Shop), "Good"));
        Health.Ready.ShouldBeFalse();

        File.Delete(path);
        Settle();

        Health.Ready.ShouldBeTrue();
    }

    [Fact]
    public async Task A_full_disk_is_told_by_its_name_and_leaves_the_old_state_readable()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Apply("Good");

        // The device takes no byte: "No space left on device".
        File.CreateSymbolicLink(Temporary.At(State("shop") + ".tmp"), "/dev/full");
        IOException failure = await Should.ThrowAsync<IOException>(() =>
            ApplyAsync(Value(Shop), "Bad")
        );

        failure.Message.ShouldContain("No space left on device");
        Health.Ready.ShouldBeFalse();
        Health.Alive.ShouldBeTrue();
        Reopen();
        Folder.Look();
        Value(Shop).Status!.Phase.ShouldBe("Good");
    }

    [Fact]
    public void A_state_that_is_no_file_is_not_waited_for()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Temporary.At(State("shop")))!);
        Posix.MakePipe(Temporary.At(State("shop")));
        Write("shop.yaml", "shop", "size: 1");

        Folder.Look();

        Value(Shop).Metadata.Generation.ShouldBe(1);
    }

    [Fact]
    public async Task State_goes_on_being_written_after_its_folder_was_deleted()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Apply("Good");

        Directory.Delete(Temporary.At(".slo-operator"), recursive: true);
        (await ApplyAsync(Value(Shop), "Better")).ShouldBeTrue();
        Reopen();
        Folder.Look();

        Value(Shop).Status!.Phase.ShouldBe("Better");
        Value(Shop).Metadata.CreationTimestamp.ShouldBe(Start);
    }

    private static string State(string name) => $".slo-operator/gadgets/default/{name}.json";

    private string[] StateFiles() =>
        Directory.GetFiles(Temporary.At(".slo-operator"), "*", SearchOption.AllDirectories);
}
