; Inno Setup 6: an installer of what PyInstaller made (dist\lowexp), for one person or for all.
; Run by the workflow: iscc /DVersion=0.1.0 packaging\windows\lowexp.iss

#ifndef Version
  #error Say /DVersion=...
#endif

[Setup]
AppId={{6C0B2C0E-7C8B-4B61-9F0B-4B2B5C9C4E57}
AppName=Lowexp
AppVersion={#Version}
AppPublisher=The Lowexp developers
DefaultDirName={autopf}\Lowexp
DefaultGroupName=Lowexp
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
Compression=lzma2/max
SolidCompression=yes
OutputDir=..\..\dist
OutputBaseFilename=lowexp-{#Version}-windows-x86_64
SetupIconFile=..\..\build\icons\lowexp.ico
UninstallDisplayIcon={app}\lowexp-gui.exe
ChangesAssociations=yes
ChangesEnvironment=yes

[Tasks]
Name: path; Description: "Put lowexp on the PATH, for the command line"; Flags: unchecked
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\dist\lowexp\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Lowexp"; Filename: "{app}\lowexp-gui.exe"
Name: "{autodesktop}\Lowexp"; Filename: "{app}\lowexp-gui.exe"; Tasks: desktopicon

[Registry]
; Lowexp is offered for photos ("Open with"); what opens them usually stays as it is.
Root: HKA; Subkey: "Software\Classes\Applications\lowexp-gui.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "Lowexp"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\lowexp-gui.exe\shell\open\command"; ValueType: string; ValueData: """{app}\lowexp-gui.exe"" ""%1"""
#include "..\..\build\windows\file_kinds.iss"
; Files of models are its own.
Root: HKA; Subkey: "Software\Classes\.lowexp-model"; ValueType: string; ValueData: "Lowexp.Model"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Lowexp.Model"; ValueType: string; ValueData: "Model of Lowexp"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Lowexp.Model\DefaultIcon"; ValueType: string; ValueData: "{app}\lowexp-gui.exe,0"
Root: HKA; Subkey: "Software\Classes\Lowexp.Model\shell\open\command"; ValueType: string; ValueData: """{app}\lowexp-gui.exe"" ""%1"""
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: NotOnPath

[Run]
Filename: "{app}\lowexp-gui.exe"; Description: "{cm:LaunchProgram,Lowexp}"; Flags: nowait postinstall skipifsilent

[Code]
function NotOnPath: Boolean;
var
  Now: string;
begin
  Result := True;
  if RegQueryStringValue(HKCU, 'Environment', 'Path', Now) then
    Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Now) + ';') = 0;
end;
