using System.Text.Json.Nodes;

namespace SloOperator.Tests.Store;

public sealed class FolderStoreStatusTests : FolderStoreScenario
{
    [Fact]
    public async Task A_status_is_seen_at_once_stored_below_the_folder_and_raises_no_change()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Changed.Clear();

        bool applied = await Store.ApplyStatusAsync(
            Value(Shop).Metadata,
            new GadgetStatus { Phase = "Good 😀" },
            GadgetJson.Default.GadgetStatus,
            CancellationToken.None
        );

        applied.ShouldBeTrue();
        Value(Shop).Status!.Phase.ShouldBe("Good 😀");
        Value(Shop).Spec.Size.ShouldBe(1);
        Changed.ShouldBeEmpty();
        JsonNode stored = JsonNode.Parse(
            await File.ReadAllTextAsync(
                Temporary.At(".slo-operator", "gadgets", "default", "shop.json")
            )
        )!;
        ((string?)stored["status"]!["phase"]).ShouldBe("Good 😀");
        ((string?)stored["metadata"]!["name"]).ShouldBe("shop");
        Directory
            .GetFiles(Temporary.At(".slo-operator"), "*.tmp", SearchOption.AllDirectories)
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_status_for_an_object_that_is_gone_is_not_written()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Gadget shop = Value(Shop);
        File.Delete(path);
        Settle();

        (await ApplyAsync(shop, "Late")).ShouldBeFalse();

        Directory.Exists(Temporary.At(".slo-operator")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_status_for_an_object_that_was_deleted_and_made_again_is_not_written()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Gadget old = Value(Shop);
        File.Delete(path);
        Settle();
        Time.Advance(TimeSpan.FromSeconds(1));
        Write("shop.yaml", "shop", "size: 1");
        Settle();

        (await ApplyAsync(old, "Late")).ShouldBeFalse();

        Value(Shop).Status.ShouldBeNull();
    }

    [Fact]
    public async Task An_object_that_cannot_be_decoded_can_be_told_so_and_keeps_it_when_it_is_mended()
    {
        Write("shop.yaml", "shop", "colour: red");
        Folder.Look();

        (
            await Store.ApplyStatusAsync(
                Store.Find(Shop)!.Metadata,
                new GadgetStatus { Phase = "Invalid" },
                GadgetJson.Default.GadgetStatus,
                CancellationToken.None
            )
        ).ShouldBeTrue();
        Write("shop.yaml", "shop", "size: 1");
        Settle();

        Value(Shop).Status!.Phase.ShouldBe("Invalid");
        Value(Shop).Metadata.Generation.ShouldBe(2);
    }

    [Theory]
    [InlineData("{ torn")]
    [InlineData("[]")]
    [InlineData("{\"metadata\":{\"generation\":\"x\"}}")]
    [InlineData("")]
    public void A_state_file_that_cannot_be_read_counts_as_none(string content)
    {
        Temporary.Write(".slo-operator/gadgets/default/shop.json", content);
        Write("shop.yaml", "shop", "size: 1");

        Folder.Look();

        Value(Shop).Status.ShouldBeNull();
        Value(Shop).Metadata.Generation.ShouldBe(1);
    }

    [Fact]
    public void A_status_of_another_version_that_cannot_be_decoded_is_dropped()
    {
        Temporary.Write(
            ".slo-operator/gadgets/default/shop.json",
            """{"metadata":{"generation":4,"creationTimestamp":"2026-01-01T00:00:00Z"},"specHash":"x","status":{"mood":"fine"}}"""
        );
        Write("shop.yaml", "shop", "size: 1");

        Folder.Look();

        Value(Shop).Status.ShouldBeNull();
        Value(Shop).Metadata.Generation.ShouldBe(5);
    }

    [Fact]
    public async Task A_write_that_fails_says_what_was_attempted_keeps_what_was_and_shows_in_health()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Apply("Good");
        string state = Temporary.At(".slo-operator", "gadgets", "default", "shop.json");

        // A folder in the temporary file's place stops root too, as a full disk would.
        Directory.CreateDirectory(state + ".tmp");
        IOException failure = await Should.ThrowAsync<IOException>(() =>
            ApplyAsync(Value(Shop), "Bad")
        );

        failure.Message.ShouldStartWith($"Writing the status of Gadget default/shop to {state}: ");
        Value(Shop).Status!.Phase.ShouldBe("Good");
        (await File.ReadAllTextAsync(state)).ShouldContain("Good");
        Health.Facts.ShouldContain(fact => !fact.Ok && fact.Part == "state files of gadgets");
    }

    [Fact]
    public async Task Health_recovers_with_the_next_write()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        string blocked = Temporary.At(".slo-operator", "gadgets", "default", "shop.json.tmp");
        Directory.CreateDirectory(blocked);
        await Should.ThrowAsync<IOException>(() => ApplyAsync(Value(Shop), "Bad"));

        Directory.Delete(blocked);
        (await ApplyAsync(Value(Shop), "Good")).ShouldBeTrue();

        Health.Ready.ShouldBeTrue();
    }
}
