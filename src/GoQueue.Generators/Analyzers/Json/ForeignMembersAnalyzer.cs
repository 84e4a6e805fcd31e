using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3016: another generator writes the members of a type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ForeignMembersAnalyzer() : EventAnalyzer(JsonDiagnostics.ForeignMembers);
