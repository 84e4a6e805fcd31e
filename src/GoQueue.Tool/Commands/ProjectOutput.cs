using System.Xml;
using System.Xml.Linq;
using GoQueue.Tool.Reading;

namespace GoQueue.Tool.Commands;

/// <summary>Finds the assemblies that a project has built last: one for each of its target frameworks.</summary>
internal static class ProjectOutput
{
    public static IReadOnlyList<string> Find(string folder)
    {
        if (Directory.GetFiles(folder, "*.csproj") is not [var project])
        {
            throw new ContractSourceException("There is not exactly one project in this folder: name the assembly.");
        }

        var name = Path.GetFileNameWithoutExtension(project) + ".dll";
        var bin = Path.Combine(folder, "bin");
        var newest = Directory.Exists(bin) ? Directory.EnumerateFiles(bin, name, SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault() : null;
        if (newest is null)
        {
            throw new ContractSourceException($"{name} was not found below bin: build the project first, or name the assembly.");
        }

        // bin/Release/net10.0/Shop.dll: the other frameworks are beside it. Folders of frameworks that the project has no more are not looked at.
        var configuration = Path.GetDirectoryName(Path.GetDirectoryName(newest))!;
        var built = FrameworksOf(project).Select(framework => Path.Combine(configuration, framework, name)).Where(File.Exists).ToList();
        return built.Contains(newest) ? built : [newest];
    }

    private static string[] FrameworksOf(string project)
    {
        try
        {
            var text = XDocument.Load(project).Descendants().FirstOrDefault(static element => element.Name.LocalName == "TargetFrameworks")?.Value ?? "";
            return text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (XmlException)
        {
            return [];
        }
    }
}
