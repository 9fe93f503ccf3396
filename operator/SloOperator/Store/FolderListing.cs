namespace SloOperator.Store;

/// <summary>
/// The manifest files of a folder and of those below it, by path. Names that begin with a dot are not manifests: our own state, .git,
/// editors' copies, and the folders behind a mounted ConfigMap, whose files would be seen twice. Links to folders are not followed,
/// because they can form a circle.
/// </summary>
internal sealed record FolderListing(
    IReadOnlyList<FolderListing.Entry> Files,
    IReadOnlyList<ManifestProblem> Problems,
    IReadOnlyList<string> Unread
)
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    public static FolderListing Of(string root)
    {
        var walk = new Walk(root);
        walk.Run();
        walk.Files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return new FolderListing(walk.Files, walk.Problems, walk.Unread);
    }

    /// <summary>True for a file that may still exist although it is not listed.</summary>
    public bool MayHide(string path) =>
        Unread.Any(unread =>
            path.StartsWith(unread, StringComparison.Ordinal)
            && (path.Length == unread.Length || path[unread.Length] == Path.DirectorySeparatorChar)
        );

    internal sealed record Entry(string Path, FileStamp Stamp);

    private sealed class Walk(string root)
    {
        private readonly Stack<string> _folders = new([root]);

        public List<Entry> Files { get; } = [];

        public List<ManifestProblem> Problems { get; } = [];

        public List<string> Unread { get; } = [];

        public void Run()
        {
            while (_folders.TryPop(out string? folder))
            {
                try
                {
                    AddAll(new DirectoryInfo(folder));
                }
                catch (DirectoryNotFoundException)
                    when (!string.Equals(folder, root, StringComparison.Ordinal))
                {
                    // Deleted while we walked: then its files are gone too.
                }
                catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
                {
                    string message =
                        ex is DirectoryNotFoundException
                            ? "no such file or folder"
                            : $"cannot be read: {ex.Message}";
                    Problems.Add(new ManifestProblem(folder, 0, message));
                    Unread.Add(folder);
                }
            }
        }

        private void AddAll(DirectoryInfo folder)
        {
            foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos())
            {
                if (entry.Name.StartsWith('.'))
                {
                    continue;
                }

                if (entry is FileInfo file)
                {
                    AddFile(file);
                }
                else if (entry.LinkTarget is null)
                {
                    _folders.Push(entry.FullName);
                }
            }
        }

        private void AddFile(FileInfo file)
        {
            if (!Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
            {
                return;
            }

            FileFacts facts = FileFacts.Of(file.FullName);
            if (facts.Kind == FileKind.Regular)
            {
                Files.Add(new Entry(file.FullName, facts.Stamp));
            }
            else if (Describe(file, facts) is { } message)
            {
                Problems.Add(new ManifestProblem(file.FullName, 0, message));
            }

            if (facts.Kind == FileKind.Unknown)
            {
                Unread.Add(file.FullName);
            }
        }

        /// <summary>Null for what has just been deleted.</summary>
        private static string? Describe(FileInfo file, FileFacts facts) =>
            facts.Kind switch
            {
                FileKind.Unknown => $"cannot be read: {facts.Reason}",
                FileKind.Missing when file.Name.Contains('\uFFFD', StringComparison.Ordinal) =>
                    "cannot be read: its name is not UTF-8",
                FileKind.Missing when file.LinkTarget is null => null,
                FileKind.Missing => "is a link that leads nowhere",
                _ => "is not a regular file",
            };
    }
}
