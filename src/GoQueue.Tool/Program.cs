using System.CommandLine;
using GoQueue.Generators.Contracts;
using GoQueue.Tool.Commands;
using GoQueue.Tool.Reading;

namespace GoQueue.Tool;

/// <summary>The command line: <c>dotnet goqueue</c>.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine(error.Message);
            }

            return ContractCommands.Unusable;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ContractSourceException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return ContractCommands.Unusable;
        }
        catch (ContractNothingException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return ContractCommands.Nothing;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(fault.Message);
            return ContractCommands.Unusable;
        }
    }

    private static RootCommand Root() => new("Contracts of GoQueue events.")
    {
        Diff(), Check(), Accept(), Release(), List(), Verify(),
        OutboxCommand.Create(),
    };

    private static Command Diff()
    {
        var before = new Argument<string>("old") { Description = "A contract file, assembly, package, project or folder." };
        var after = new Argument<string>("new") { Description = "What it is compared with." };
        var (json, markdown) = Formats();
        var command = new Command("diff", "Compares two catalogs of events.") { before, after, json, markdown };
        command.SetAction(parsed => ContractCommands.Compare(
            ContractInput.Read(parsed.GetRequiredValue(before)), ContractInput.Read(parsed.GetRequiredValue(after)), FormatOf(parsed, json, markdown), Console.Out));
        return command;
    }

    private static Command Check()
    {
        var path = Path();
        var against = new Option<string>("--against") { Required = true, Description = "git:REF, package:ID@VERSION or file:PATH." };
        var (json, markdown) = Formats();
        var command = new Command("check", "Compares the contract files with an older state.") { path, against, json, markdown };
        command.SetAction(parsed =>
        {
            var place = parsed.GetRequiredValue(path);
            var now = ContractInput.Read(place);
            return ContractCommands.Compare(ContractBaseline.Read(parsed.GetRequiredValue(against), place), now, FormatOf(parsed, json, markdown), Console.Out);
        });
        return command;
    }

    private static Command Accept()
    {
        var assemblies = new Argument<string[]>("assemblies") { Arity = ArgumentArity.ZeroOrMore, Description = "The assemblies of the project; without, the one that it has built last." };
        var file = new Option<string?>("--file") { Description = "The contract file; default GoQueue.contracts.txt here." };
        var breaking = new Option<string[]>("--breaking") { Description = "An event whose consumers may break, topic/action; several separated by ;.", AllowMultipleArgumentsPerToken = true };
        var mode = new Option<string?>("--compatibility") { Description = "forward or full; default what the file says." };
        mode.AcceptOnlyFromAmong("forward", "full");
        var command = new Command("accept", "Writes the contract file.") { assemblies, file, breaking, mode };
        command.SetAction(parsed => ContractCommands.Accept(
            parsed.GetValue(assemblies) ?? [], parsed.GetValue(file), parsed.GetValue(breaking) ?? [], ModeOf(parsed.GetValue(mode)), Console.Out, Console.Error));
        return command;
    }

    private static Command Release()
    {
        var path = Path();
        var check = new Option<bool>("--check") { Description = "Only says whether there are drafts." };
        var command = new Command("release", "Makes promises of drafts.") { path, check };
        command.SetAction(parsed => ContractCommands.Release(parsed.GetRequiredValue(path), parsed.GetValue(check), Console.Out));
        return command;
    }

    private static Command List()
    {
        var path = Path();
        var command = new Command("list", "Lists the events.") { path };
        command.SetAction(parsed => ContractCommands.List(ContractInput.Read(parsed.GetRequiredValue(path)), Console.Out));
        return command;
    }

    private static Command Verify()
    {
        var name = new Argument<string>("event") { Description = "topic/action, or topic/action VERSION." };
        var file = new Argument<string>("file") { Description = "The body of a message; - for standard input." };
        var contracts = new Option<string>("--contracts") { Description = "A contract file, assembly, package, project or folder.", DefaultValueFactory = static _ => "." };
        var command = new Command("verify", "Checks a message against the contract of its event.") { name, file, contracts };
        command.SetAction(parsed => ContractCommands.Verify(
            ContractInput.Read(parsed.GetRequiredValue(contracts)), parsed.GetRequiredValue(name), parsed.GetRequiredValue(file), Console.In, Console.Out));
        return command;
    }

    private static Argument<string> Path() => new("path") { Description = "A contract file, assembly, package, project or folder.", DefaultValueFactory = static _ => "." };

    private static (Option<bool> Json, Option<bool> Markdown) Formats() =>
        (new Option<bool>("--json") { Description = "Prints JSON." }, new Option<bool>("--markdown") { Description = "Prints Markdown, for a comment of a pull request." });

    private static OutputFormat FormatOf(ParseResult parsed, Option<bool> json, Option<bool> markdown) =>
        parsed.GetValue(json) ? OutputFormat.Json : parsed.GetValue(markdown) ? OutputFormat.Markdown : OutputFormat.Text;

    private static ContractMode? ModeOf(string? mode) => mode switch { "full" => ContractMode.Full, "forward" => ContractMode.Forward, _ => null };
}
