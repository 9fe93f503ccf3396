namespace SloOperator.Store;

/// <summary>
/// What the files of a folder say, kept from one look to the next. A change counts when two looks in a row see the same: an editor that
/// truncates a file, or moves it away before it writes the new one, must not delete objects. A file that has become unreadable keeps
/// what it said before, as a refused change would at an API server.
/// </summary>
internal sealed class FolderFiles
{
    private readonly SortedDictionary<string, (FileStamp Stamp, ManifestFile File)> _files = new(
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, FileStamp?> _unsettled = new(StringComparer.Ordinal);
    private bool _complete;

    /// <summary>True while a second look, soon, is wanted.</summary>
    public bool Unsettled => _unsettled.Count > 0;

    public ManifestContents Contents =>
        new(
            [.. _files.Values.SelectMany(file => file.File.Documents)],
            [.. _files.Values.SelectMany(file => file.File.Problems)]
        );

    /// <summary>True when <see cref="Contents"/> may have changed. The first look counts at once.</summary>
    public bool Look(FolderListing listing)
    {
        int taken = listing.Files.Count(Take);
        HashSet<string> listed = [.. listing.Files.Select(file => file.Path)];
        string[] missing =
        [
            .. _files.Keys.Where(path => !listed.Contains(path) && !listing.MayHide(path)),
        ];
        int dropped = missing.Count(Drop);
        foreach (
            string path in _unsettled
                .Keys.Where(path => !listed.Contains(path) && !_files.ContainsKey(path))
                .ToArray()
        )
        {
            _unsettled.Remove(path);
        }

        bool first = !_complete;
        _complete = true;
        return first || taken + dropped > 0;
    }

    private bool Take(FolderListing.Entry found)
    {
        bool known = _files.TryGetValue(
            found.Path,
            out (FileStamp Stamp, ManifestFile File) before
        );
        if (known && before.Stamp == found.Stamp)
        {
            _unsettled.Remove(found.Path);
            return false;
        }

        if (_complete && !Settles(found.Path, found.Stamp))
        {
            return false;
        }

        ManifestFile now = ManifestReader.ReadFile(found.Path);
        if (FileStamp.Of(new FileInfo(found.Path)) != found.Stamp)
        {
            _unsettled[found.Path] = default(FileStamp);
            return false;
        }

        _files[found.Path] = (found.Stamp, known ? Succeed(before.File, now) : now);
        return true;
    }

    private bool Drop(string path) => Settles(path, null) && _files.Remove(path);

    /// <summary>True when the look before saw the same.</summary>
    private bool Settles(string path, FileStamp? seen)
    {
        if (_unsettled.Remove(path, out FileStamp? before) && before == seen)
        {
            return true;
        }

        _unsettled[path] = seen;
        return false;
    }

    private static ManifestFile Succeed(ManifestFile before, ManifestFile now) =>
        now.ReadToEnd || before.Documents.Count == 0
            ? now
            : now with
            {
                Documents = before.Documents,
                Problems =
                [
                    .. now.Problems.Select(problem =>
                        problem with
                        {
                            Message =
                                problem.Message + "; what the file said before stays in force",
                        }
                    ),
                ],
            };
}
