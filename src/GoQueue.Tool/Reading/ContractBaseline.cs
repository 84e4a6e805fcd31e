using GoQueue.Generators.Contracts;

namespace GoQueue.Tool.Reading;

/// <summary>Reads what <c>--against</c> names: <c>git:REF</c>, <c>package:ID@VERSION</c> or <c>file:PATH</c>.</summary>
internal static class ContractBaseline
{
    public static ContractFile Read(string against, string path) => against.Split(':', 2) switch
    {
        ["git", { Length: > 0 } reference] => ReadGit(reference, path),
        ["package", var package] when package.Split('@') is [{ Length: > 0 } id, { Length: > 0 } version] => ContractPackages.Read(id, version),
        ["file", { Length: > 0 } file] => ContractInput.Read(file),
        _ => throw new ContractSourceException($"'{against}' is not git:REF, package:ID@VERSION or file:PATH."),
    };

    private static ContractFile ReadGit(string reference, string path)
    {
        var folder = Path.GetFullPath(Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (Git(folder, "rev-parse", "--show-toplevel") is not (0, var top))
        {
            throw new ContractSourceException($"{path} is not in a git repository: compare with package:ID@VERSION or file:PATH instead.");
        }

        if (Git(folder, "rev-parse", "--verify", "--quiet", reference + "^{commit}").ExitCode != 0)
        {
            throw new ContractSourceException($"git does not know '{reference}' here: fetch it, in GitHub Actions with fetch-depth: 0, in GitLab with GIT_DEPTH: \"0\".");
        }

        // Those of the other commit, whether or not they are still here. git's own prefix: the folder may be reached by a link.
        var root = top.Trim('\r', '\n');
        var prefix = Git(folder, "rev-parse", "--show-prefix").Output.Trim('\r', '\n');
        var (_, listed) = Git(root, "ls-tree", "-r", "--name-only", "-z", reference);
        var files = listed.Split('\0').Where(file => File.Exists(path)
            ? file == prefix + NameOf(path)
            : Path.GetFileName(file) == ContractFile.Name && file.StartsWith(prefix, StringComparison.Ordinal));
        return ContractInput.Merge([.. files.Select(file => (file, ContractFiles.Parse(Git(root, "show", $"{reference}:{file}").Output, $"{file} of {reference}")))]);
    }

    private static string NameOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csproj" => ContractFile.Name,
        ".dll" or ".exe" or ".nupkg" => throw new ContractSourceException($"git:REF compares contract files, and {path} is none: name a folder, a project or a contract file."),
        _ => Path.GetFileName(path),
    };

    private static (int ExitCode, string Output) Git(string folder, params string[] arguments) => Processes.Run("git", ["-C", folder, .. arguments]);
}
