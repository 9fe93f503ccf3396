using SloOperator.Kubernetes.Api;
using SloOperator.Store;

namespace SloOperator.Tests.Store;

/// <summary>The ways in which editors, copies and mounts replace a file.</summary>
public sealed class FileReplacementTests : FolderStoreScenario
{
    [Fact]
    public void A_file_rewritten_with_the_same_length_and_time_is_read_anew()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        File.SetLastWriteTimeUtc(path, Start.UtcDateTime);
        Folder.Look();

        Write("shop.yaml", "shop", "size: 2");
        File.SetLastWriteTimeUtc(path, Start.UtcDateTime);
        Settle();

        Value(Shop).Spec.Size.ShouldBe(2);
    }

    [Fact]
    public void A_file_replaced_by_rename_with_the_same_length_and_time_is_read_anew()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        File.SetLastWriteTimeUtc(path, Start.UtcDateTime);
        Folder.Look();

        string next = Write("next.tmp", "shop", "size: 2");
        File.SetLastWriteTimeUtc(next, Start.UtcDateTime);
        File.Move(next, path, overwrite: true);
        Settle();

        Value(Shop).Spec.Size.ShouldBe(2);
    }

    [Fact]
    public void An_editor_that_keeps_a_backup_and_writes_anew_changes_and_never_deletes()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Changed.Clear();

        // As vim does: a swap file, the old one moved to a backup, the new one written, the backup deleted.
        Temporary.Write(".shop.yaml.swp", "b0VIM");
        File.Move(path, path + "~");
        Folder.Look();
        Write("shop.yaml", "shop", "size: 2");
        Folder.Look();
        File.Delete(path + "~");
        File.Delete(Temporary.At(".shop.yaml.swp"));
        Settle();

        Value(Shop).Spec.Size.ShouldBe(2);
        Changed.ShouldBe([Shop]);
        Value(Shop).Metadata.Generation.ShouldBe(2);
    }

    [Fact]
    public void An_editor_that_locks_by_a_dangling_link_and_renames_changes_one_object()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Changed.Clear();

        // As Emacs does: the lock is a link to nowhere, the new content comes by rename.
        File.CreateSymbolicLink(Temporary.At(".#shop.yaml"), "me@host.1:2");
        string next = Write("#shop.yaml#", "shop", "size: 2");
        Settle();
        Changed.ShouldBeEmpty();
        Folder.Problems.Current.ShouldBeEmpty();
        File.Move(next, path, overwrite: true);
        File.Delete(Temporary.At(".#shop.yaml"));
        Settle();

        Changed.ShouldBe([Shop]);
        Folder.Problems.Current.ShouldBeEmpty();
        Value(Shop).Spec.Size.ShouldBe(2);
    }

    [Fact]
    public void A_mounted_ConfigMap_is_swapped_as_a_whole()
    {
        Mount("..1", "size: 1", "size: 1");
        File.CreateSymbolicLink(Temporary.At("..data"), "..1");
        File.CreateSymbolicLink(Temporary.At("shop.yaml"), "..data/shop.yaml");
        File.CreateSymbolicLink(Temporary.At("other.yaml"), "..data/other.yaml");
        Folder.Look();
        Changed.Clear();

        Mount("..2", "size: 2", "size: 1");
        File.CreateSymbolicLink(Temporary.At("..data_tmp"), "..2");
        Posix.Rename(Temporary.At("..data_tmp"), Temporary.At("..data"));
        Directory.Delete(Temporary.At("..1"), recursive: true);
        Settle();

        Changed.ShouldBe([Shop]);
        Value(Shop).Spec.Size.ShouldBe(2);
        Store.List().Count.ShouldBe(2);
    }

    [Fact]
    public void A_file_seen_half_written_is_an_error_of_that_file_and_heals_when_it_is_whole()
    {
        string path = Temporary.Write(
            "shop.yaml",
            "apiVersion: test.dev/v1\nkind: Gadget\nmetadata: {na"
        );
        Write("other.yaml", "other", "size: 1");

        Folder.Look();
        Folder.Problems.Current.Single().Path.ShouldBe(path);
        Value(new ResourceName("default", "other")).Spec.Size.ShouldBe(1);

        File.AppendAllText(path, "me: shop}\nspec: {size: 1}\n");
        Settle();

        Folder.Problems.Current.ShouldBeEmpty();
        Value(Shop).Spec.Size.ShouldBe(1);
    }

    [Fact]
    public void A_file_that_is_still_being_written_is_read_when_it_rests()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Changed.Clear();

        for (int size = 2; size <= 5; size++)
        {
            Write("shop.yaml", "shop", $"size: {size}");
            Folder.Look().ShouldBeTrue();
        }

        Changed.ShouldBeEmpty();
        Folder.Look().ShouldBeFalse();
        Value(Shop).Spec.Size.ShouldBe(5);
        Value(Shop).Metadata.Generation.ShouldBe(2);
    }

    [Fact]
    public void A_file_emptied_by_a_full_disk_keeps_what_it_said_and_says_so()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        Folder.Look();

        File.WriteAllText(path, "");
        Settle();
        Settle();

        Value(Shop).Spec.Size.ShouldBe(1);
        Folder
            .Problems.Current.Single()
            .ToString()
            .ShouldBe(
                $"{path}: is empty: delete it if its objects are to go; what the file said before stays in force"
            );
    }

    [Fact]
    public void A_file_that_the_system_refuses_for_a_while_is_read_again_without_changing()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        bool refused = true;
        int reads = 0;
        var files = new FolderFiles(file =>
        {
            reads++;
            return refused
                ? new ManifestFile(
                    file,
                    [],
                    [new ManifestProblem(file, 0, "too many open files")],
                    ReadToEnd: false
                )
                {
                    IsRefused = true,
                }
                : ManifestReader.ReadFile(file);
        });

        files.Look(FolderListing.Of(Temporary.Root)).ShouldBeTrue();
        files.Look(FolderListing.Of(Temporary.Root)).ShouldBeFalse();
        files.Unsettled.ShouldBeFalse();
        refused = false;
        files.Look(FolderListing.Of(Temporary.Root)).ShouldBeTrue();
        files.Look(FolderListing.Of(Temporary.Root)).ShouldBeFalse();

        files.Contents.Documents.Single().Path.ShouldBe(path);
        reads.ShouldBe(3);
    }

    private void Mount(string folder, string shop, string other)
    {
        Write(folder + "/shop.yaml", "shop", shop);
        Write(folder + "/other.yaml", "other", other);
        foreach (string file in Directory.GetFiles(Temporary.At(folder)))
        {
            File.SetLastWriteTimeUtc(file, Start.UtcDateTime);
        }
    }
}
