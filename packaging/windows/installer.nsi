; Makes dist\impact-tracker-VERSION-setup.exe of build\bundle: for one person, without administrator's rights.
;   makensis -DVERSION=0.1.0 packaging\windows\installer.nsi
; It has been compiled, and not been run yet.
Unicode true
!include MUI2.nsh
!define ID "org.impact_tracker.ImpactTracker"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!ifndef VERSION
  !error "Say which version: -DVERSION=0.1.0"
!endif
!ifndef BUNDLE
  !define BUNDLE "..\..\build\bundle\impact-tracker"
!endif
!ifndef ICON
  !define ICON "..\..\build\icons\impact-tracker.ico"
!endif
!ifndef OUT
  !define OUT "..\..\dist\impact-tracker-${VERSION}-setup.exe"
!endif

Name "Impact Tracker"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Impact Tracker"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\impact-tracker-window.exe"
!insertmacro MUI_PAGE_LICENSE "..\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Section
  ; What an earlier version left must not lie beside this one's parts.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}\*"
  File "/oname=impact-tracker.ico" "${ICON}"
  CreateShortCut "$SMPROGRAMS\Impact Tracker.lnk" "$INSTDIR\impact-tracker-window.exe" "" "$INSTDIR\impact-tracker.ico"
  WriteRegStr HKCU "Software\Classes\.impact" "" "${ID}"
  WriteRegStr HKCU "Software\Classes\${ID}" "" "Impact Tracker data"
  WriteRegStr HKCU "Software\Classes\${ID}\DefaultIcon" "" "$INSTDIR\impact-tracker.ico"
  WriteRegStr HKCU "Software\Classes\${ID}\shell\open\command" "" '"$INSTDIR\impact-tracker-window.exe" "%1"'
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Impact Tracker"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\impact-tracker.ico"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; The data of the person lies elsewhere and stays.
Section "Uninstall"
  Delete "$SMPROGRAMS\Impact Tracker.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\impact-tracker.exe"
  Delete "$INSTDIR\impact-tracker-window.exe"
  Delete "$INSTDIR\impact-tracker.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "Software\Classes\${ID}"
  DeleteRegKey HKCU "Software\Classes\.impact"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
